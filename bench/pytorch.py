"""The same training loop in PyTorch eager.

Importing this module raises ImportError or OSError where PyTorch is not installed, or is a build that lacks its GPU
libraries; tools/pytorch.sh installs one that needs none.
"""

from collections.abc import Iterator

import torch
from torch import nn

from app.engine.arrays import Array
from app.engine.descent.spec import Training
from bench.loops import orders

VERSION: str = torch.__version__


def use_threads(count: int) -> None:
    """Let PyTorch compute on so many threads from here on."""
    torch.set_num_threads(count)


def module(training: Training) -> nn.Sequential:
    """The network, in its precision, up to the logits."""
    parts: list[nn.Module] = []
    for layer in training.network.layers:
        linear = nn.Linear(layer.fan_in, layer.units, dtype=torch.from_numpy(layer.weights).dtype)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(layer.weights))
            linear.bias.copy_(torch.from_numpy(layer.bias))
        parts += [linear, nn.ReLU()]
    return nn.Sequential(*parts[:-1])


def eager(training: Training) -> Iterator[list[Array]]:
    """The weights after each update, each time the same arrays."""
    network = module(training)
    weights = [part.weight.detach().numpy() for part in network if isinstance(part, nn.Linear)]
    optimizer = torch.optim.SGD(network.parameters(), lr=training.optimizer.learning_rate)
    x, y = torch.from_numpy(training.data.inputs), torch.from_numpy(training.data.targets)
    criterion: nn.Module = nn.MSELoss()
    if training.loss.name == "cross_entropy":
        criterion, y = nn.CrossEntropyLoss(), y.argmax(dim=1)
    for rows in orders(training):
        chosen = torch.from_numpy(rows)
        optimizer.zero_grad()
        criterion(network(x[chosen]), y[chosen]).backward()
        optimizer.step()
        yield weights
