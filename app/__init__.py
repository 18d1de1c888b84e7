"""Nablascope: one forward and one backward pass through a network, with every quantity of backpropagation.

Each public name is loaded when it is first asked for (PEP 562), so that what only computes loads NumPy and nothing
of the service:

    from nablascope import Batch, Layer, Network, activation, analyze, loss

Arrays are NumPy's; shapes, units and errors stand in each docstring.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .engine.analysis.analysis import Analysis, analyze
    from .engine.check.check import Check
    from .engine.check.check import check as check_gradients
    from .engine.data.sets import Dataset
    from .engine.data.sets import load as load_dataset
    from .engine.descent.optimizers import Optimizer, optimizer
    from .engine.descent.schedules import Schedule, schedule
    from .engine.descent.spec import Training
    from .engine.network.activations import Activation, activation
    from .engine.network.initializers import initialize_layer, layer_generators
    from .engine.network.losses import Loss, loss
    from .engine.network.network import Batch, Layer, Network
    from .engine.training.training import Moment, train
    from .main import create_app
    from .settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Activation",
    "Analysis",
    "Batch",
    "Check",
    "Dataset",
    "Layer",
    "Loss",
    "Moment",
    "Network",
    "Optimizer",
    "Schedule",
    "Settings",
    "Training",
    "__version__",
    "activation",
    "analyze",
    "check_gradients",
    "create_app",
    "initialize_layer",
    "layer_generators",
    "load_dataset",
    "loss",
    "optimizer",
    "schedule",
    "train",
]

_NETWORK, _DESCENT = ".engine.network", ".engine.descent"
_HOME = {
    "Activation": (f"{_NETWORK}.activations", "Activation"),
    "Analysis": (".engine.analysis.analysis", "Analysis"),
    "Batch": (f"{_NETWORK}.network", "Batch"),
    "Check": (".engine.check.check", "Check"),
    "Dataset": (".engine.data.sets", "Dataset"),
    "Layer": (f"{_NETWORK}.network", "Layer"),
    "Loss": (f"{_NETWORK}.losses", "Loss"),
    "Moment": (".engine.training.training", "Moment"),
    "Network": (f"{_NETWORK}.network", "Network"),
    "Optimizer": (f"{_DESCENT}.optimizers", "Optimizer"),
    "Schedule": (f"{_DESCENT}.schedules", "Schedule"),
    "Settings": (".settings", "Settings"),
    "Training": (f"{_DESCENT}.spec", "Training"),
    "activation": (f"{_NETWORK}.activations", "activation"),
    "analyze": (".engine.analysis.analysis", "analyze"),
    "check_gradients": (".engine.check.check", "check"),
    "create_app": (".main", "create_app"),
    "initialize_layer": (f"{_NETWORK}.initializers", "initialize_layer"),
    "layer_generators": (f"{_NETWORK}.initializers", "layer_generators"),
    "load_dataset": (".engine.data.sets", "load"),
    "loss": (f"{_NETWORK}.losses", "loss"),
    "optimizer": (f"{_DESCENT}.optimizers", "optimizer"),
    "schedule": (f"{_DESCENT}.schedules", "schedule"),
    "train": (".engine.training.training", "train"),
}
"""Where each public name lives, and how it is called there."""


def __getattr__(name: str) -> Any:
    """A public name, loaded now. Raises AttributeError for any other."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOME[name]
    value = getattr(import_module(module, __name__), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
