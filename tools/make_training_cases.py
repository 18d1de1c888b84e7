"""Train a small network with PyTorch and record what came: tests/reference/training/*.json.

Only needed to check or to renew those files, so PyTorch is no dependency of the tests:

    python -m venv scratch && scratch/bin/pip install torch==2.13.0 numpy
    scratch/bin/python tools/make_training_cases.py

tests/reference/training/README.md says what each file holds. Optimizers, schedules and clipping are PyTorch's own
throughout; the only thing that is ours is the order of the examples in mini-batches, which is recorded too.
"""

import json
from collections.abc import Iterator
from itertools import islice
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn, optim
from torch.nn.functional import cross_entropy, mse_loss

TARGET = Path(__file__).resolve().parent.parent / "tests" / "reference" / "training"
STEPS = 50
SIZES, ACTIVATIONS, EXAMPLES = (3, 5, 4, 2), ("relu", "tanh"), 10
WRITTEN_OUT = {"learning_rate": "lr", "epsilon": "eps", "learning_rate_decay": "lr_decay"}
BUILT = {
    "sgd": lambda parameters, given: optim.SGD(parameters, **given),
    "momentum": lambda parameters, given: optim.SGD(parameters, **{"momentum": 0.9, **given}),
    "nesterov": lambda parameters, given: optim.SGD(parameters, **{"momentum": 0.9, **given}, nesterov=True),
    "rmsprop": lambda parameters, given: optim.RMSprop(parameters, **given),
    "adam": lambda parameters, given: optim.Adam(parameters, **given),
    "adamw": lambda parameters, given: optim.AdamW(parameters, **given),
    "adagrad": lambda parameters, given: optim.Adagrad(parameters, **given),
}

DECAY = {"weight_decay": 0.03}
CASES: dict[str, dict[str, Any]] = {
    **{f"{name}_defaults": {"optimizer": name} for name in BUILT},
    "sgd_weight_decay": {"optimizer": {"name": "sgd", "learning_rate": 0.3, **DECAY}},
    "momentum_dampening": {
        "optimizer": {"name": "momentum", "learning_rate": 0.1, "momentum": 0.8, "dampening": 0.25, **DECAY}
    },
    "nesterov_weight_decay": {"optimizer": {"name": "nesterov", "learning_rate": 0.05, "momentum": 0.7, **DECAY}},
    "rmsprop_weight_decay": {
        "optimizer": {"name": "rmsprop", "learning_rate": 0.02, "alpha": 0.9, "epsilon": 1e-3, **DECAY}
    },
    "adam_weight_decay": {
        "optimizer": {"name": "adam", "learning_rate": 0.05, "betas": [0.8, 0.95], "epsilon": 1e-4, **DECAY}
    },
    "adam_without_memory": {"optimizer": {"name": "adam", "learning_rate": 0.01, "betas": [0.0, 0.0]}},
    "adamw_weight_decay": {
        "optimizer": {
            "name": "adamw",
            "learning_rate": 0.05,
            "betas": [0.4, 0.99],
            "epsilon": 1e-3,
            "weight_decay": 0.2,
        }
    },
    "adamw_without_decay": {"optimizer": {"name": "adamw", "learning_rate": 0.02, "weight_decay": 0.0}},
    "adagrad_weight_decay": {
        "optimizer": {
            "name": "adagrad",
            "learning_rate": 0.3,
            "learning_rate_decay": 0.1,
            "initial_accumulator_value": 0.05,
            "epsilon": 1e-5,
            **DECAY,
        }
    },
    "schedule_step": {
        "optimizer": {"name": "sgd", "learning_rate": 0.5},
        "schedule": {"name": "step", "step_size": 12, "gamma": 0.5, "warm_up": 8},
    },
    "schedule_cosine": {
        "optimizer": {"name": "adam", "learning_rate": 0.05},
        "schedule": {"name": "cosine", "minimum": 0.1},
    },
    "schedule_cosine_warm_up": {
        "optimizer": {"name": "momentum", "learning_rate": 0.1},
        "schedule": {"name": "cosine", "warm_up": 20},
    },
    "schedule_warm_up": {
        "optimizer": {"name": "rmsprop", "learning_rate": 0.02},
        "schedule": {"name": "warm_up", "updates": 15},
    },
    "clipping": {"optimizer": {"name": "sgd", "learning_rate": 0.3}, "clip_norm": 0.5},
    "clipping_adam": {"optimizer": {"name": "adam", "learning_rate": 0.03, **DECAY}, "clip_norm": 0.4},
    "mini_batches": {"optimizer": {"name": "sgd", "learning_rate": 0.2}, "batch_size": 4, "seed": 3},
    "mini_batches_of_one": {"optimizer": {"name": "adagrad", "learning_rate": 0.1}, "batch_size": 1, "seed": 5},
    "mini_batches_all": {
        "optimizer": {"name": "adam", "learning_rate": 0.03, **DECAY},
        "schedule": {"name": "step", "step_size": 20, "gamma": 0.3},
        "clip_norm": 1.5,
        "batch_size": 3,
        "seed": 11,
        "reduction": "sum",
    },
    "squared_error": {
        "optimizer": {"name": "nesterov", "learning_rate": 0.01},
        "loss": "mean_squared_error",
        "reduction": "sum",
        "batch_size": 7,
        "seed": 1,
    },
}
"""By the name of the file: what the request says besides network, data and steps."""


def request(case: dict[str, Any]) -> dict[str, Any]:
    """The whole request, as `POST /api/v1/train` takes it; only the output and the targets differ with the loss."""
    rng = np.random.default_rng(42)
    squared = case.get("loss") == "mean_squared_error"
    layers = [
        {
            "weights": rng.normal(0, 1.3 / sqrt(below), (units, below)).round(6).tolist(),
            "bias": rng.normal(0, 0.3, units).round(6).tolist(),
            "activation": activation,
        }
        for below, units, activation in zip(
            SIZES, SIZES[1:], (*ACTIVATIONS, "identity" if squared else "softmax"), strict=False
        )
    ]
    inputs = rng.normal(size=(EXAMPLES, SIZES[0])).round(6)
    numbers, classes = rng.normal(size=(EXAMPLES, SIZES[-1])).round(6), rng.integers(SIZES[-1], size=EXAMPLES)
    data = {"inputs": inputs.tolist(), "targets": (numbers if squared else classes).tolist()}
    fixed = {"network": {"layers": layers}, "data": data, "loss": "cross_entropy", "reduction": "mean"}
    return {**fixed, **case, "steps": STEPS}


def module(asked: dict[str, Any]) -> nn.Sequential:
    """The network, up to the logits."""
    parts: list[nn.Module] = []
    for layer in asked["network"]["layers"]:
        weights, bias = torch.tensor(layer["weights"]), torch.tensor(layer["bias"])
        linear = nn.Linear(weights.shape[1], weights.shape[0])
        with torch.no_grad():
            linear.weight.copy_(weights)
            linear.bias.copy_(bias)
        parts += [linear, {"relu": nn.ReLU(), "tanh": nn.Tanh()}.get(layer["activation"], nn.Identity())]
    return nn.Sequential(*parts)


def optimizer(asked: dict[str, Any], network: nn.Module) -> optim.Optimizer:
    """That of torch.optim, with names as it has them."""
    named = asked["optimizer"] if isinstance(asked["optimizer"], dict) else {"name": asked["optimizer"]}
    given = {WRITTEN_OUT.get(name, name): value for name, value in named.items() if name != "name"}
    return BUILT[named["name"]](network.parameters(), given)


def schedules(asked: dict[str, Any], stepper: optim.Optimizer) -> list[optim.lr_scheduler.LRScheduler]:
    """Those of torch.optim.lr_scheduler, each of which multiplies the rate of the one before."""
    given = asked.get("schedule", {"name": "constant"})
    found: list[optim.lr_scheduler.LRScheduler] = []
    if given["name"] == "step":
        found.append(optim.lr_scheduler.StepLR(stepper, given["step_size"], given["gamma"]))
    if given["name"] == "cosine":
        least = given.get("minimum", 0) * stepper.param_groups[0]["lr"]
        found.append(optim.lr_scheduler.CosineAnnealingLR(stepper, asked["steps"], least))
    rising = given.get("warm_up", given.get("updates"))
    if rising:
        found.append(optim.lr_scheduler.LinearLR(stepper, 1 / rising, 1.0, rising - 1))
    return found


def batches(asked: dict[str, Any]) -> Iterator[list[int]]:
    """The examples of each update: all, or slices of a new order for each epoch, the last the smaller rest."""
    count = len(asked["data"]["inputs"])
    size = asked.get("batch_size", count)
    rng = np.random.default_rng(asked.get("seed", 0))
    while True:
        order = list(range(count)) if size == count else rng.permutation(count).tolist()
        yield from (order[start : start + size] for start in range(0, count, size))


def expected(asked: dict[str, Any]) -> dict[str, Any]:
    """The loss over all data before each update and after the last, and the final weights and biases."""
    inputs, targets = torch.tensor(asked["data"]["inputs"]), torch.tensor(asked["data"]["targets"])
    network = module(asked)
    stepper = optimizer(asked, network)
    schedule = schedules(asked, stepper)

    def loss(chosen: list[int] | slice) -> torch.Tensor:
        output, wanted = network(inputs[chosen]), targets[chosen]
        if asked["loss"] == "cross_entropy":
            return cross_entropy(output, wanted, reduction=asked["reduction"])
        return mse_loss(output, wanted, reduction=asked["reduction"]) / (
            output.shape[1] if asked["reduction"] == "sum" else 1
        )

    losses, rates = [loss(slice(None)).item()], []
    order = list(islice(batches(asked), asked["steps"]))
    for chosen in order:
        stepper.zero_grad()
        loss(chosen).backward()
        if "clip_norm" in asked:
            nn.utils.clip_grad_norm_(network.parameters(), asked["clip_norm"])
        rates.append(stepper.param_groups[0]["lr"])
        stepper.step()
        for rule in schedule:
            rule.step()
        losses.append(loss(slice(None)).item())
    linear = [part for part in network if isinstance(part, nn.Linear)]
    found = {"losses": losses, "learning_rates": rates}
    found |= {
        "weights": [part.weight.tolist() for part in linear],
        "biases": [part.bias.tolist() for part in linear],
    }
    return found | ({"batches": order} if "batch_size" in asked else {})


def main() -> None:
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        asked = request(case)
        text = json.dumps({"name": name, "request": asked, "expected": expected(asked)}, separators=(", ", ": "))
        (TARGET / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(CASES)} cases by PyTorch {torch.__version__} and NumPy {np.__version__}")


if __name__ == "__main__":
    main()
