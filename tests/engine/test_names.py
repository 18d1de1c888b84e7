"""What is said of an unknown name."""

import pytest

from app.engine.names import did_you_mean, spelled, unknown_name

KNOWN = ("relu", "leaky_relu", "tanh")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("swish", 'expected one of relu, leaky_relu, tanh; got "swish"'),
        ("LeakyReLU", 'expected one of relu, leaky_relu, tanh; got "LeakyReLU"; did you mean "leaky_relu"?'),
        ("y" * 41, f'expected one of relu, leaky_relu, tanh; got "{"y" * 40}…"'),
        ("", 'expected one of relu, leaky_relu, tanh; got ""'),
    ],
)
def test_the_nearest_name_is_told_where_one_is_near(name: str, message: str) -> None:
    assert unknown_name(name, KNOWN) == message


SPELLINGS = spelled(("silu", "swish"), ("tanh", "swish hyperbolic"), ("relu", "ramp", "a rectifier"))


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("swish", '; did you mean "tanh"?'),  # silu is not among the known
        ("Hyper_Bolic", '; did you mean "tanh"?'),
        ("hyperbolyc", '; did you mean "tanh"?'),
        ("ramp", '; did you mean "relu", a rectifier?'),
        ("re-lu", '; did you mean "relu"?'),
        ("softmax", ""),
    ],
)
def test_other_spellings_lead_to_the_first_name_that_is_known(name: str, hint: str) -> None:
    assert did_you_mean(name, KNOWN, SPELLINGS) == hint
