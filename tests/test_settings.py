"""Settings come from the environment, are bounded and frozen, and the README tells each of them."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from app import settings as module
from app.settings import PREFIX, Settings, available_cores, settings_table

README = Path(__file__).parent.parent / "README.md"
ROW = re.compile(r"^\|\s*`(NABLASCOPE_[A-Z_]+)`\s*\|\s*([^|]*?)\s*\|\s*([^|]*?)\s*\|$", re.MULTILINE)


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NABLASCOPE_PORT", "8123")
    monkeypatch.setenv("NABLASCOPE_MAX_BATCH", "7")
    monkeypatch.setenv("NABLASCOPE_TEST_CHROMIUM", "no setting of the server")
    settings = Settings()
    assert (settings.port, settings.max_batch) == (8123, 7)


def test_frozen() -> None:
    settings = Settings()
    with pytest.raises(ValidationError, match="frozen"):
        settings.port = 1  # type: ignore[misc]  # that it is refused at run time too is what is tested


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PORT", "65536"), ("PORT", "-1"), ("PORT", "http"), ("WORKERS", "0"), ("MAX_BODY_BYTES", "0"),
     ("BODY_SECONDS", "0"), ("BODY_SECONDS", "nan"), ("LOG_LEVEL", "loud"), ("HOST", ""), ("COMPUTE_QUEUE", "-1")],
)  # fmt: skip
def test_out_of_bounds(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(PREFIX + variable, value)
    with pytest.raises(ValidationError):
        Settings()


@pytest.mark.parametrize(
    ("given", "kept"), [("", ""), ("/", ""), ("nabla", "/nabla"), ("/a/b/", "/a/b"), ("//a//", "/a")]
)
def test_root_path_is_tidied(given: str, kept: str) -> None:
    assert Settings(root_path=given).root_path == kept


def test_computations_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Settings(compute_concurrency=5).computations_at_once() == 5
    for cores, expected in ((1, 1), (2, 1), (8, 4)):
        monkeypatch.setattr(module, "available_cores", lambda cores=cores: cores)
        assert Settings().computations_at_once() == expected


def test_cores_where_the_system_tells_no_affinity(monkeypatch: pytest.MonkeyPatch) -> None:
    assert available_cores() >= 1
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert available_cores() == 1


def test_every_setting_has_a_meaning_and_a_bound() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        if field.annotation in (int, float):
            bounds = {type(item).__name__ for item in field.metadata}
            assert bounds & {"Ge", "Gt"}, name
            assert "Le" in bounds, name


def test_readme_documents_every_setting() -> None:
    expected = [match.groups() for match in ROW.finditer(settings_table())]
    assert len(expected) == len(Settings.model_fields)
    documented = [match.groups() for match in ROW.finditer(README.read_text(encoding="utf-8"))]
    assert [row[:2] for row in documented] == [row[:2] for row in expected], "print them by: nablascope settings"
    assert all(meaning for _, _, meaning in documented)
