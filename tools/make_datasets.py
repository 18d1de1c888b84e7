"""Convert the data files that scikit-learn ships into app/engine/data/datasets; docs/data.md says what they are.

Only needed to check or to renew those files, so scikit-learn is no dependency of the project:

    python -m venv scratch && scratch/bin/pip install scikit-learn && scratch/bin/python tools/make_datasets.py

Prints each file's SHA-256, which docs/data.md and the tests record. The same versions of Python and NumPy give the
same bytes; the arrays are the same with any.
"""

import gzip
import hashlib
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

SOURCE = files("sklearn.datasets.data")
TARGET = Path(__file__).resolve().parent.parent / "app" / "engine" / "data" / "datasets"


def main() -> None:
    iris = np.array([line.split(",") for line in SOURCE.joinpath("iris.csv").read_text().split()[1:]])
    write("iris", inputs=iris[:, :4].astype(np.float64), labels=iris[:, 4].astype(np.uint8))
    text = gzip.decompress(SOURCE.joinpath("digits.csv.gz").read_bytes()).decode()
    digits = np.array([line.split(",") for line in text.split()]).astype(np.float64).astype(np.uint8)
    write("digits", inputs=digits[:, :64], labels=digits[:, 64])


def write(name: str, *, inputs: NDArray[Any], labels: NDArray[Any]) -> None:
    path = TARGET / f"{name}.npz"
    np.savez_compressed(path, inputs=inputs, labels=labels)
    print(name, inputs.shape, inputs.dtype, hashlib.sha256(path.read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
