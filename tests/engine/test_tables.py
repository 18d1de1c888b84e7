"""The shape of the tables: rows by name, and rows with numbers chosen for them."""

import pytest

from app.engine.data.sets import DATASETS
from app.engine.descent.optimizers import OPTIMIZERS
from app.engine.descent.schedules import SCHEDULES
from app.engine.network.activations import ACTIVATIONS
from app.engine.network.initializers import INITIALIZERS, initializer
from app.engine.network.losses import LOSSES
from app.engine.parameter import Parameter
from app.engine.tables import Row, Table, complete

TABLES: tuple[Table[Row], ...] = (ACTIVATIONS, INITIALIZERS, OPTIMIZERS, SCHEDULES, DATASETS)
WITH_NUMBERS = [row for table in TABLES for row in table.values()]


@pytest.mark.parametrize("row", WITH_NUMBERS, ids=lambda row: str(row.name))
def test_the_defaults_of_a_row_are_in_range_and_each_of_its_numbers_is_described(row: Row) -> None:
    for parameter in row.parameters:
        assert parameter.fault(parameter.default) is None
        assert parameter.description or row.name == "zeros", "a scale of nothing means nothing"
    assert complete(row, {}, str) == {parameter.name: parameter.default for parameter in row.parameters}


def test_a_table_is_read_by_name_and_tells_of_a_name_that_it_has_not() -> None:
    assert list(LOSSES) == [row.name for row in LOSSES.values()]
    assert LOSSES.named("cross_entropy") is LOSSES["cross_entropy"]
    with pytest.raises(ValueError, match=r'^expected one of cross_entropy, .*; got "bce"; did you mean "binary'):
        LOSSES.named("bce")


def test_the_owner_tells_of_a_number_that_it_does_not_take() -> None:
    class Steps:
        name, parameters = "it", (Parameter("steps", 3, 1, whole=True),)

    with pytest.raises(ValueError, match=r"^no share here$"):
        complete(Steps(), {"share": 0.5}, lambda name: f"no {name} here")


def test_an_initializer_takes_a_scale_alone() -> None:
    assert initializer("he_normal").values == {"scale": 1}
    assert initializer("constant", scale=-2).values == {"scale": -2}
    with pytest.raises(ValueError, match=r'^he_normal takes a scale alone; got "gain"$'):
        initializer("he_normal", gain=2)
    with pytest.raises(ValueError, match=r"^expected a finite scale of at least 0; got −2$"):
        initializer("he_normal", scale=-2)
