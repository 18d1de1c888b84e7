"""GET /api/v1/activations and the other listings: the names that there are, and what they mean."""

from fastapi import APIRouter

from ...presets.explore import PRESETS
from ...wire import catalogue

router = APIRouter(tags=["catalogue"])


@router.get("/activations", summary="Activation functions")
async def get_activations() -> list[catalogue.ActivationEntry]:
    """Names, formulas, derivatives and parameters."""
    return catalogue.activations()


@router.get("/initializers", summary="Initializers")
async def get_initializers() -> list[catalogue.InitializerEntry]:
    """Names, distributions and what their scale means."""
    return catalogue.initializers()


@router.get("/losses", summary="Losses")
async def get_losses() -> list[catalogue.LossEntry]:
    """Names, formulas and the output activation each goes with."""
    return catalogue.losses()


@router.get("/optimizers", summary="Optimizers")
async def get_optimizers() -> list[catalogue.OptimizerEntry]:
    """Names, formulas, default learning rates and other hyperparameters."""
    return catalogue.optimizers()


@router.get("/schedules", summary="Learning-rate schedules")
async def get_schedules() -> list[catalogue.ScheduleEntry]:
    """Names, formulas and hyperparameters."""
    return catalogue.schedules()


@router.get("/datasets", summary="Data sets")
async def get_datasets() -> list[catalogue.DatasetEntry]:
    """Names, features, classes, sizes, default noise and sources."""
    return catalogue.datasets()


@router.get("/presets", summary="Presets")
async def get_presets() -> list[catalogue.PresetEntry]:
    """Requests to start from, and what each shows."""
    return [
        catalogue.PresetEntry(
            name=preset.name,
            title=preset.title,
            description=preset.description,
            request=dict(preset.request),
            training=None if preset.training is None else dict(preset.training),
        )
        for preset in PRESETS
    ]
