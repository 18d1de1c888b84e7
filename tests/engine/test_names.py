"""What is said of an unknown name."""

import pytest

from app.engine.names import unknown_name

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
