"""The one array type of the engine."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
"""An array of float64 or float32."""
Flags = NDArray[np.bool_]
"""An array of truth values."""
Codes = NDArray[np.int8]
"""An array of small enumeration values."""
