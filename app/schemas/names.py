"""The names that a request chooses from, as text whose JSON schema lists them.

The list is for documents and generated clients. A name is checked by the engine's own tables, so that an unknown
one is told what was meant.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import WithJsonSchema
from typing_extensions import TypeAliasType

from app.engine.activations import ACTIVATIONS
from app.engine.data import DATASETS
from app.engine.initializers import INITIALIZERS
from app.engine.losses import LOSSES
from app.engine.optimizers import OPTIMIZERS
from app.engine.schedules import SCHEDULES


def listed(names: Iterable[str]) -> WithJsonSchema:
    """The JSON schema of a text that is one of these."""
    return WithJsonSchema({"type": "string", "enum": list(names)})


# Aliases with names of their own become components of the OpenAPI document.
ActivationName = TypeAliasType("ActivationName", Annotated[str, listed(ACTIVATIONS)])
DatasetName = TypeAliasType("DatasetName", Annotated[str, listed(DATASETS)])
InitializerName = TypeAliasType("InitializerName", Annotated[str, listed(INITIALIZERS)])
LossName = TypeAliasType("LossName", Annotated[str, listed(LOSSES)])
OptimizerName = TypeAliasType("OptimizerName", Annotated[str, listed(OPTIMIZERS)])
ScheduleName = TypeAliasType("ScheduleName", Annotated[str, listed(SCHEDULES)])
