"""The names that a request chooses from, as text whose JSON schema lists them.

The list is for documents and generated clients. A name is checked by the engine's own tables, so that an unknown
one is told what was meant.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import WithJsonSchema
from typing_extensions import TypeAliasType

from ..engine.data.sets import DATASETS
from ..engine.descent.optimizers import OPTIMIZERS
from ..engine.descent.schedules import SCHEDULES
from ..engine.network.activations import ACTIVATIONS
from ..engine.network.initializers import INITIALIZERS
from ..engine.network.losses import LOSSES


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
