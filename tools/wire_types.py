"""Write what the page knows of the service: the types of the wire, static/js/wire/wire.d.ts, from its own OpenAPI
document, static/js/wire/quantities.js from the engine's table of quantities, and static/js/wire/defaults.js from
what the service takes for what a request leaves out.

python tools/wire_types.py            (make types)

Needs Node.js and the packages of package-lock.json.
"""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel

    from app.engine.network.quantities import Quantity

ROOT = Path(__file__).resolve().parent.parent
WIRE = ROOT / "static" / "js" / "wire"
TARGET = WIRE / "wire.d.ts"
TABLE = WIRE / "quantities.js"
DEFAULTS = WIRE / "defaults.js"
HEADER = """\
/**
 * The types of the wire, made from the OpenAPI document by `make types`. Not to be edited: a test compares.
 */
"""
GENERATOR = ROOT / "node_modules" / "openapi-typescript" / "bin" / "cli.js"


def generate() -> str:
    """The text of wire.d.ts for the service as it is now.

    Raises:
        FileNotFoundError: openapi-typescript or Node.js is not installed (`make check` installs both).
        subprocess.CalledProcessError: the generator refused the document; its words are on standard error.
    """
    from app.main import create_app

    if not GENERATOR.is_file():
        raise FileNotFoundError(f"{GENERATOR.relative_to(ROOT)} is missing: run `make check` once.")
    with tempfile.TemporaryDirectory() as folder:
        document, types = Path(folder, "openapi.json"), Path(folder, "wire.d.ts")
        document.write_text(json.dumps(create_app().openapi()), encoding="utf-8")
        command = ["node", str(GENERATOR), str(document), "--output", str(types)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        return HEADER + types.read_text(encoding="utf-8").partition("*/\n")[2]


def quantities() -> str:
    """The text of quantities.js for the table as it is now."""
    from app.engine.network.quantities import SHOWN

    names = "|".join(f"'{name}'" for name in SHOWN)
    rows = [f"  {name}: {_row(quantity)},\n" for name, quantity in SHOWN.items()]
    return f"""\
/**
 * The quantities of a layer in the order of computation, made from the engine's table by `make types`. Not to be
 * edited: a test compares.
 *
 * `axes`: what their numbers belong to beside a unit of the layer. `below`: how far the superscript lies below the
 * layer's number. `file`: a name that is valid in code.
 */

/**
 * @typedef {{object}} Row
 * @property {{string}} letter
 * @property {{'example'|'input'|'unit'}} axes
 * @property {{string}} words
 * @property {{string}} file
 * @property {{string}} of
 * @property {{string}} before
 * @property {{number}} below
 * @property {{boolean}} given
 */

/** @typedef {{{names}}} LayerQuantity */

/** @type {{Readonly<Record<LayerQuantity, Row>>}} */
export const QUANTITIES = {{
{"".join(rows)}}};

export const LAYER_QUANTITIES = /** @type {{LayerQuantity[]}} */ (Object.keys(QUANTITIES));
"""


def defaults() -> str:
    """The text of defaults.js for the requests as they are now."""
    from app.engine.analysis.status import SATURATED_BELOW
    from app.engine.network.initializers import BIAS
    from app.wire.network.request import AnalyzeRequest
    from app.wire.train.request import TrainRequest

    analyze = _defaults(AnalyzeRequest, ("loss", "reduction", "precision"))
    train = _defaults(
        TrainRequest, ("optimizer", "schedule", "clip_norm", "steps", "batch_size", "record_every", "seed")
    )
    return f"""\
/**
 * What the service takes for what a request leaves out, made from its own requests by `make types`. Not to be
 * edited: a test compares.
 */

export const ANALYZE = /** @type {{const}} */ ({analyze});

export const TRAIN = /** @type {{const}} */ ({train});

/** The initializer of a bias, where the weights' draws none. */
export const BIAS = {_text(BIAS)};

/** A smooth unit is saturated where |φ′| is below this on every example. */
export const SATURATED_BELOW = {SATURATED_BELOW:g};
"""


def _defaults(request: type[BaseModel], names: tuple[str, ...]) -> str:
    fields = (f"{name}: {_text(request.model_fields[name].default)}" for name in names)
    return f"{{ {', '.join(fields)} }}"


def _text(value: object) -> str:
    """A value as JavaScript; a text in single quotes, unless it has some of its own."""
    written = json.dumps(value)
    return written if "'" in written else written.replace(chr(34), chr(39))


def _row(quantity: Quantity) -> str:
    """A row as an object; accents are written out, so that they can be told."""
    fields = {field.name: getattr(quantity, field.name) for field in dataclasses.fields(quantity)}
    del fields["name"], fields["shown"]
    fields["axes"] = fields["axes"].value
    written = (f"{name}: {_text(value)}" for name, value in fields.items())
    return f"{{ {', '.join(written)} }}"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TARGET.write_text(generate(), encoding="utf-8")
    TABLE.write_text(quantities(), encoding="utf-8")
    DEFAULTS.write_text(defaults(), encoding="utf-8")
