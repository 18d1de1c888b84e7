"""GET /api/v1/activations, initializers, losses, datasets and presets: the names and what they mean."""

from fastapi import APIRouter

from app.schemas import catalogue
from app.schemas.presets import PRESETS

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


@router.get("/datasets", summary="Data sets")
async def get_datasets() -> list[catalogue.DatasetEntry]:
    """Names, features, classes, sizes, default noise and sources."""
    return catalogue.datasets()


@router.get("/presets", summary="Presets")
async def get_presets() -> list[catalogue.PresetEntry]:
    """Requests to start from, and what each shows."""
    return [
        catalogue.PresetEntry(
            name=preset.name, title=preset.title, description=preset.description, request=dict(preset.request)
        )
        for preset in PRESETS
    ]
