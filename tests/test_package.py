"""The package as it is installed: called nablascope, with its page and data, and nothing called app beside it."""

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import httpx
import pytest

import app
from app import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the checkout, as `pip install .` builds it, but with the locked builder and no download."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    build = subprocess.run(command, cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL)
    assert build.returncode == 0, build.stderr.decode()
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a new environment that holds the wheel and, by a link, what the wheel needs."""
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", str(home))
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    python = str(programs / "python")
    run(sys.executable, "-m", "uv", "pip", "install", "--offline", "--no-deps", "--python", python, str(wheel))
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return programs


def run(*command: str, cwd: Path | None = None) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_holds_the_page_and_the_data(wheel: Path) -> None:
    assert wheel.name == f"nablascope-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, shipped_as in (("app", "nablascope"), ("static", "nablascope/_static")):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert {f"{shipped_as}/{path.relative_to(ROOT / folder).as_posix()}" for path in files} - names == set()
    assert {name.split("/")[0] for name in names} == {"nablascope", f"nablascope-{__version__}.dist-info"}
    assert [name for name in names if "__pycache__" in name] == []


def test_installed_it_is_nablascope_and_nothing_is_app(installed: Path, tmp_path: Path) -> None:
    python = str(installed / "python")
    assert (
        run(python, "-c", "import nablascope; print(nablascope.__version__)", cwd=tmp_path).strip() == __version__
    )
    assert run(python, "-m", "nablascope", "--version", cwd=tmp_path) == f"nablascope {__version__}\n"
    assert run(str(installed / "nablascope"), "--version", cwd=tmp_path) == f"nablascope {__version__}\n"
    missing = subprocess.run([python, "-c", "import app"], cwd=tmp_path, capture_output=True, text=True)
    assert "No module named 'app'" in missing.stderr


def test_installed_engine_loads_numpy_alone(installed: Path, tmp_path: Path) -> None:
    code = """
import sys
before = set(sys.modules)
from nablascope import Batch, Layer, Network, activation, analyze, loss
new = {name.partition(".")[0] for name in set(sys.modules) - before} - sys.stdlib_module_names
print(*sorted(new))
"""
    assert run(str(installed / "python"), "-c", code, cwd=tmp_path).split() == ["nablascope", "numpy"]


def test_example_of_the_readme_prints_what_it_says(installed: Path, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", readme, flags=re.DOTALL)
    assert example is not None
    assert run(str(installed / "python"), "-c", example[1], cwd=tmp_path) == example[2]


def test_installed_it_serves_its_page(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "nablascope"), "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split(" at ")[1].split(" ")[0]
            assert httpx.get(f"{address}healthz").json()["status"] == "ok"
            page = httpx.get(address)
            assert page.status_code == 200
            assert "Nablascope" in page.text
            assert httpx.get(f"{address}js/main.js").status_code == 200
            assert httpx.get(f"{address}api/v1/presets").json()
        finally:
            server.terminate()


@pytest.mark.parametrize("name", sorted(set(app.__all__) - {"__version__"}))
def test_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(app, name)
    assert len(value.__doc__ or "") > 40
    assert f"`{name}`" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_what_is_not_public_is_not_there() -> None:
    assert set(app.__all__) <= set(dir(app))
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        _ = app.analyse
