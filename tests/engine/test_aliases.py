"""Other spellings of names lead to the name that they stand for."""

from collections.abc import Iterable

import pytest

from app.engine import aliases
from app.engine.data.sets import DATASETS
from app.engine.descent.optimizers import LEARNING_RATE, OPTIMIZERS
from app.engine.descent.schedules import SCHEDULES
from app.engine.names import Aliases, letters, meant
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.initializers import INITIALIZERS
from app.engine.network.losses import LOSSES

PARAMETERS = {parameter.name for row in ACTIVATIONS.values() for parameter in row.parameters}
TUNED = [row.parameters for row in OPTIMIZERS.values()] + [row.parameters for row in SCHEDULES.values()]
HYPERPARAMETERS = {LEARNING_RATE.name, "betas"} | {known.name for group in TUNED for known in group}
TABLES: dict[str, tuple[Iterable[str], Aliases]] = {
    "activations": (ACTIVATIONS, aliases.ACTIVATIONS),
    "activation parameters": (PARAMETERS, aliases.ACTIVATION_PARAMETERS),
    "losses": (LOSSES, aliases.LOSSES),
    "initializers": (INITIALIZERS, aliases.INITIALIZERS),
    "data sets": (DATASETS, aliases.DATASETS),
    "optimizers": (OPTIMIZERS, aliases.OPTIMIZERS),
    "schedules": (SCHEDULES, aliases.SCHEDULES),
    "hyperparameters": (HYPERPARAMETERS, aliases.HYPERPARAMETERS),
}


@pytest.mark.parametrize("table", TABLES)
def test_every_alias_stands_for_a_name_that_there_is(table: str) -> None:
    known, spellings = TABLES[table]
    assert {each.name for means in spellings.values() for each in means} <= set(known)


@pytest.mark.parametrize("table", [name for name in TABLES if "parameters" not in name])
def test_every_alias_leads_there_and_is_no_name_itself(table: str) -> None:
    known, spellings = TABLES[table]
    assert not set(spellings) & {letters(name) for name in known}
    for spelling, means in spellings.items():
        assert meant(spelling, known, spellings) == means[0]


SPELLED = {
    "activations": "ReLU:relu LeakyReLU:leaky_relu LeakyRelu:leaky_relu GELU:gelu Swish:silu SiLU:silu "
    "LogSoftmax:softmax Softmax:softmax linear:identity hard_tanh:hardtanh Hardtanh:hardtanh ReLU6:relu6 "
    "logistic:sigmoid Mish:mish Soft-Plus:softplus",
    "losses": "MSELoss:mean_squared_error mse:mean_squared_error CrossEntropyLoss:cross_entropy "
    "BCELoss:binary_cross_entropy BCEWithLogitsLoss:binary_cross_entropy categorical_crossentropy:cross_entropy "
    "sparse_categorical_crossentropy:cross_entropy binary_crossentropy:binary_cross_entropy nll:cross_entropy "
    "MeanSquaredError:mean_squared_error crossentropy:cross_entropy",
    "initializers": "kaiming_normal_:he_normal kaiming_uniform_:he_uniform xavier_uniform_:glorot_uniform "
    "xavier_normal_:glorot_normal HeNormal:he_normal GlorotUniform:glorot_uniform glorot:glorot_uniform "
    "he:he_normal trunc_normal_:normal orthogonal_:orthogonal zeros_:zeros ones_:constant RandomNormal:normal",
    "data sets": "two_moons:moons make_moons:moons mnist:digits MNIST:digits make_circles:circles Iris:iris",
    "optimizers": "SGD:sgd Adam:adam AdamW:adamw RMSprop:rmsprop Adagrad:adagrad Adadelta:rmsprop Adamax:adam "
    "NAG:nesterov heavy-ball:momentum",
    "schedules": "StepLR:step CosineAnnealingLR:cosine LinearLR:warm_up ConstantLR:constant ExponentialLR:step "
    "warmup:warm_up",
}


@pytest.mark.parametrize(
    ("table", "typed", "name"),
    [(table, *pair.split(":")) for table, pairs in SPELLED.items() for pair in pairs.split()],
)
def test_spellings_of_other_libraries(table: str, typed: str, name: str) -> None:
    known, spellings = TABLES[table]
    found = meant(typed, known, spellings)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("owner", "typed", "name"),
    [
        ("sgd", "lr", "learning_rate"),
        ("sgd", "η", "learning_rate"),
        ("sgd", "lambda", "weight_decay"),
        ("adam", "eps", "epsilon"),
        ("adam", "beta1", "betas"),
        ("adam", "beta_2", "betas"),
        ("adam", "alpha", "learning_rate"),
        ("rmsprop", "rho", "alpha"),
        ("rmsprop", "betas", "alpha"),
        ("adagrad", "lr_decay", "learning_rate_decay"),
        ("momentum", "beta", "momentum"),
    ],
)
def test_spellings_of_hyperparameters_mean_what_the_owner_takes(owner: str, typed: str, name: str) -> None:
    known = [LEARNING_RATE.name, *(each.name for each in OPTIMIZERS[owner].parameters)]
    wire = list(dict.fromkeys("betas" if each.startswith("beta") else each for each in known))
    found = meant(typed, wire, aliases.HYPERPARAMETERS)
    assert found is not None
    assert found.name == name
