"""Write the TypeScript types of the wire, static/js/wire/wire.d.ts, from the service's own OpenAPI document.

python tools/wire_types.py            (make types)

Needs Node.js and the packages of package-lock.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static" / "js" / "wire" / "wire.d.ts"
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


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    TARGET.write_text(generate(), encoding="utf-8")
