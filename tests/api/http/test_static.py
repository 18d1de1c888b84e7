"""The page's files: addresses, types, caching, compression, and nothing outside of the folder."""

import gzip
import re
from importlib.metadata import version
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from app.api.http.static import COMPRESSIBLE, MEDIA_TYPES, StaticFiles, page_path, static_folder
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import client_of
from tests.api.http.test_problems import assert_problem

pytestmark = pytest.mark.anyio

PLOTLY = f"vendor/plotly-{version('plotly')}.min.js"
IDENTITY = {"Accept-Encoding": "identity"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page of a few files, with secrets around it."""
    page = tmp_path / "static"
    (page / "js").mkdir(parents=True)
    (page / "index.html").write_text('<script src="vendor/plotly.min.js?v=PLOTLY_VERSION"></script>' + "–" * 500)
    (page / "js" / "main.js").write_text("export const answer = 42;\n" * 100)
    (page / "js" / "tiny.js").write_text("1")
    (page / "dot.png").write_bytes(b"\x89PNG")
    (page / ".secret.js").write_text("hidden")
    (page / "notes.py").write_text("hidden")
    (tmp_path / "secret.js").write_text("hidden")
    (page / "link.js").symlink_to(tmp_path / "secret.js")
    return page


@pytest.fixture
def site(folder: Path) -> FastAPI:
    """The application with that page."""
    app = create_app(Settings.model_construct())
    app.state.static_files = app.router.default = StaticFiles(folder)
    return app


async def test_the_page_names_plotly_by_its_version(site: FastAPI) -> None:
    async with client_of(site) as client:
        response = await client.get("/")
        named = re.findall(r'src="([^"]+)"', response.text)
        plotly = await client.get(named[0])
        plain = await client.get("vendor/plotly.min.js")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-cache"
    assert named == [PLOTLY]
    assert plotly.headers["content-type"] == "text/javascript; charset=utf-8"
    assert plotly.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert plain.headers["cache-control"] == "no-cache"
    assert b"plotly.js v" in plotly.content[:100]
    assert plain.content == plotly.content


async def test_the_page_fetches_every_module_at_once(client: httpx.AsyncClient) -> None:
    page = (await client.get("/")).text
    named = re.findall(r'rel="modulepreload" href="([^"]+)"', page)
    files = static_folder().glob("js/**/*.js")
    modules = {file.relative_to(static_folder()).as_posix() for file in files if file.name != "types.js"}
    assert sorted(named) == sorted(modules - {"js/main.js", "js/edges/theme.js"})
    assert "<!-- MODULES" not in page
    assert 'src="js/main.js"' in page


async def test_the_real_page_is_there(client: httpx.AsyncClient) -> None:
    response = await client.get("/")
    assert response.status_code == 200
    assert f'src="{PLOTLY}"' in response.text
    assert "PLOTLY_VERSION" not in response.text


async def test_compressed_once_and_only_where_welcome(site: FastAPI, folder: Path) -> None:
    raw = (folder / "js" / "main.js").read_bytes()
    async with client_of(site) as client:
        zipped = await client.get("/js/main.js", headers={"Accept-Encoding": "br;q=1.0, gzip;q=0.8"})
        plain = await client.get("/js/main.js", headers=IDENTITY)
        refused = await client.get("/js/main.js", headers={"Accept-Encoding": "gzip;q=0, *;q=0.5"})
        tiny = await client.get("/js/tiny.js")
        image = await client.get("/dot.png")
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < len(raw) / 2
    assert zipped.content == plain.content == refused.content == raw
    assert "content-encoding" not in plain.headers
    assert "content-encoding" not in refused.headers
    assert zipped.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert zipped.headers["etag"] != plain.headers["etag"]
    assert "vary" not in tiny.headers
    assert "content-encoding" not in image.headers
    assert image.headers["content-type"] == "image/png"


@pytest.mark.parametrize("wrap", ["{}", "W/{}", '"other", {}', "*"])
@pytest.mark.parametrize("headers", [IDENTITY, {"Accept-Encoding": "gzip"}])
async def test_what_is_known_is_not_sent_again(site: FastAPI, wrap: str, headers: dict[str, str]) -> None:
    async with client_of(site) as client:
        first = await client.get("/js/main.js", headers=headers)
        condition = {"If-None-Match": wrap.format(first.headers["etag"])}
        second = await client.get("/js/main.js", headers={**headers, **condition})
        other = await client.get("/js/main.js", headers={"If-None-Match": '"other"'})
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]
    assert "content-length" not in second.headers
    assert other.status_code == 200


async def test_an_edit_is_seen_at_the_next_request(site: FastAPI, folder: Path) -> None:
    async with client_of(site) as client:
        before = await client.get("/js/main.js")
        (folder / "js" / "main.js").write_text("export const answer = 43;")
        after = await client.get("/js/main.js", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.text == "export const answer = 43;"


async def test_head_is_get_without_a_body(site: FastAPI) -> None:
    async with client_of(site) as client:
        head, get = await client.head("/js/main.js"), await client.get("/js/main.js")
    assert head.status_code == 200
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.js", "/%2e%2e/secret.js", "/js/../../secret.js", "/js/..%2f..%2fsecret.js", "/..%5csecret.js",
        "/js/%2e%2e%2f%2e%2e%2fsecret.js", "//secret.js", "/.secret.js", "/%2esecret.js", "/js/.", "/js", "/js/",
        "/notes.py", "/link.js", "/js/main.js/", "/js//main.js", "/js/main.js%00", "/js/main.js%0a",
        "/C:/secret.js", "/js/main.js%20", "/js/ma%C3%AFn.js", "/js/%ff.js", "/nothing.js", "/index.html/x.js",
        "/" + "a/" * 3000,
        "/" + "a" * 5000 + ".js", "/vendor/plotly-0.0.0.min.js", "/etc/passwd", "/file:%2f%2f/etc/passwd",
    ],
)  # fmt: skip
async def test_nothing_else_is_served(site: FastAPI, path: str) -> None:
    async with client_of(site) as client:
        response = await client.get(httpx.URL(f"http://test{path}"))
        assert_problem(response, 404, "not-found")
        assert_problem(await client.post(httpx.URL(f"http://test{path}")), 404, "not-found")


async def test_a_websocket_is_refused(site: FastAPI) -> None:
    sent: list[object] = []

    async def send(message: object) -> None:
        sent.append(message)

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket", "path": "/", "headers": [], "query_string": b"", "subprotocols": []}
    await site(scope, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1000, "reason": ""}]


@pytest.mark.parametrize(
    ("path", "root", "expected"),
    [
        ("/", "", "index.html"),
        ("/js/main.js", "", "js/main.js"),
        ("/nabla/", "/nabla", "index.html"),
        ("/nabla/js/main.js", "/nabla", "js/main.js"),
        ("/js/main.js", "/nabla", "js/main.js"),
        ("/nablax/main.js", "/nabla", "nablax/main.js"),
    ],
)
def test_paths_below_a_root(path: str, root: str, expected: str) -> None:
    assert page_path({"path": path, "root_path": root}) == expected


@pytest.mark.parametrize("prefix", ["", "/deep/nabla"])
async def test_a_proxy_may_strip_its_path_or_not(prefix: str) -> None:
    app = create_app(Settings(root_path="/deep/nabla"))
    async with client_of(app) as client:
        for path, status in (("/", 200), ("/docs", 200), ("/healthz", 200), (f"/{PLOTLY}", 200), ("/none", 404)):
            assert (await client.get(prefix + path)).status_code == status
        bare = await client.get("/deep/nabla")
        curl = (await client.get(f"{prefix}/docs")).text
        document = (await client.get(f"{prefix}/openapi.json")).json()
    assert "curl -s http://test/deep/nabla/api/v1/analyze" in curl
    assert (bare.status_code, bare.headers["location"]) == (308, "/deep/nabla/")
    assert document["servers"] == [{"url": "/deep/nabla"}]


def test_the_page_is_relative_and_takes_nothing_from_elsewhere() -> None:
    for file in (static_folder() / "index.html", *static_folder().glob("css/*.css")):
        text = file.read_text(encoding="utf-8")
        for address in re.findall(r"""(?:src|href|url)(?:=|\()["']?([^"')\s>]*)""", text):
            assert not address.startswith(("/", "http:", "https:")), f"{file.name}: {address}"


def test_the_folder_inside_a_wheel_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    package = tmp_path / "app"
    (package / "api").mkdir(parents=True)
    monkeypatch.setattr("app.api.http.static.__file__", str(package / "api" / "http" / "static.py"))
    assert static_folder() == tmp_path / "static"
    (package / "_static").mkdir()
    assert static_folder() == package / "_static"


def test_what_is_missing_is_told_and_warming_survives_it(tmp_path: Path) -> None:
    files = StaticFiles(tmp_path)
    files.plotly_file = tmp_path / "none.js"
    files.warm()
    assert files.missing() == ["index.html", "plotly.min.js"]
    assert files.find("vendor/plotly.min.js") is None


def test_warming_compresses_plotly_at_once(tmp_path: Path) -> None:
    files = StaticFiles(tmp_path)
    files.warm()
    asset = files.fresh(files.plotly_file)
    assert asset is not None
    assert asset.compressed is not None
    assert gzip.decompress(asset.compressed) == files.plotly_file.read_bytes()


def test_every_file_of_the_page_has_a_type() -> None:
    suffixes = {file.suffix for file in static_folder().rglob("*") if file.is_file()}
    assert suffixes - {".ts"} <= set(MEDIA_TYPES)
    assert set(MEDIA_TYPES) >= COMPRESSIBLE
