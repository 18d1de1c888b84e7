"""Find a TeX engine for the tests of the LaTeX documents, or install one; print its path, or nothing.

python -m tools.tex            (make test)

What is already there comes first; then apt, where it may be used without a password. A candidate counts only if it
really sets a page with the packages that the documents load.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tools.apt import install

VARIABLE = "NABLASCOPE_TEST_TEX"
NAMES = ("pdflatex", "xelatex", "lualatex", "tectonic")
PACKAGES = ("texlive-latex-base",)
HOW = f"No TeX engine works here: install one (apt-get install {' '.join(PACKAGES)}) or set {VARIABLE} to its path."
SECONDS = 240
PROBE = r"""\documentclass{article}
\usepackage[utf8]{inputenc}
\usepackage{amsmath,amssymb,geometry,graphicx}
\begin{document}
Ready: $\tilde z^{(1)} = W^{(0)} z^{(0)}$, $\nabla W \in \mathbb{R}^{2 \times 2}$.
\end{document}
"""


class Typeset(NamedTuple):
    """What became of a document: the PDF, None where the engine stopped at an error, and the engine's log."""

    pdf: bytes | None
    log: str


def typeset(engine: str, source: str) -> Typeset:
    """Run a document through an engine once, in a folder of its own; it stops at the first error.

    Raises subprocess.TimeoutExpired where it does not end, OSError where it does not start.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "document.tex").write_text(source, encoding="utf-8")
        options = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"]
        if Path(engine).name == "tectonic":
            options = ["--keep-logs"]
        done = subprocess.run(
            [engine, *options, "document.tex"], cwd=folder, capture_output=True, timeout=SECONDS, input=b""
        )
        log, pdf = folder / "document.log", folder / "document.pdf"
        words = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
        return Typeset(pdf.read_bytes() if done.returncode == 0 and pdf.is_file() else None, words)


def works(engine: str) -> bool:
    """Whether this engine sets a page as the documents need it."""
    try:
        return typeset(engine, PROBE).pdf is not None
    except (OSError, subprocess.TimeoutExpired):
        return False


def on_path() -> str | None:
    """The engine that NABLASCOPE_TEST_TEX names, else the first on PATH; None where it does not work."""
    chosen = os.environ.get(VARIABLE)
    found = [chosen] if chosen else [shutil.which(name) for name in NAMES]
    return next((path for path in found if path and works(path)), None)


def find() -> str | None:
    """The path of an engine that works, installed if need be and possible."""
    if path := on_path():
        return path
    return on_path() if install("TeX", *PACKAGES) else None


if __name__ == "__main__":
    engine = find()
    print(engine or HOW, file=sys.stdout if engine else sys.stderr)
