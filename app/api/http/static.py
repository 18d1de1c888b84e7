"""The page's files and Plotly, each compressed once and kept in memory.

What the page may rely on:
- `/` is `index.html`; every other file of `static/` has its own path (`js/main.js`, `css/tokens.css`).
- `index.html` names Plotly by the literal relative address `vendor/plotly.min.js?v=PLOTLY_VERSION`. The server
  replaces it with `vendor/plotly-<version>.min.js`, which never changes and may be cached for ever; it is the
  file inside the installed Python package. The plain `vendor/plotly.min.js` works too, unversioned.
- In the place of `<!-- MODULES -->` it gets a line for each of the page's modules, so that a browser fetches all
  of them at once and not one level of imports after the other.
- Files are sent with an ETag and `Cache-Control: no-cache`, so a browser asks each time and an edit is seen at
  the next reload; an unchanged file is a 304 without a body.
- Types are by suffix (see `MEDIA_TYPES`); text is UTF-8.
"""

import gzip
import hashlib
import re
import threading
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketClose

from .middleware import accepts_gzip

MEDIA_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".png": "image/png",
    ".ico": "image/vnd.microsoft.icon",
    ".woff2": "font/woff2",
}
COMPRESSIBLE = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".ico"}
PLOTLY_PLACEHOLDER = b"vendor/plotly.min.js?v=PLOTLY_VERSION"
PLOTLY_PLAIN = "vendor/plotly.min.js"
MODULES_PLACEHOLDER = b"<!-- MODULES -->"
NO_MODULES = {"main.js", "theme.js", "types.js"}
"""Names of those that index.html loads itself, and of those that hold types alone."""
LONGEST_PATH = 255
REVALIDATE = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"
# Parts of letters, digits, -, _ and inner dots: so no dot files, no `..`, no backslash, no drive letter.
SAFE_PATH = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file ready to be sent: its bytes, the same compressed (None where that does not pay), its ETag."""

    stamp: tuple[int, int]
    media_type: str
    body: bytes
    compressed: bytes | None
    etag: str


def static_folder() -> Path:
    """The copy that a wheel carries inside the package, else the checkout's `static/` beside it."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "_static"
    return inside if inside.is_dir() else package.parent / "static"


class StaticFiles:
    """ASGI application for whatever no route matches: a file of the page, or 404 or 405 as a problem."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        plotly = distribution("plotly")
        self.plotly_path = f"vendor/plotly-{plotly.version}.min.js"
        # Found through the metadata: importing the package would take a second and is not needed.
        self.plotly_file = Path(str(plotly.locate_file("plotly/package_data/plotly.min.js")))
        self._assets: dict[Path, Asset] = {}
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await WebSocketClose()(scope, receive, send)
            return
        root: str = scope.get("root_path", "")
        if root and scope["path"] == root:
            # Without the slash, the page's relative addresses would lead beside its folder.
            await RedirectResponse(f"{root}/", status_code=308)(scope, receive, send)
            return
        path = page_path(scope)
        file = self.find(path)
        if file is None:
            raise HTTPException(404)
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        asset = self.fresh(file)
        if asset is None:
            asset = await anyio.to_thread.run_sync(self.load, file)
        for_ever = path == self.plotly_path
        response = respond(asset, Headers(scope=scope), FOR_EVER if for_ever else REVALIDATE)
        await response(scope, receive, send)

    def missing(self) -> list[str]:
        """Which of the files that the page cannot do without are not there."""
        needed = {"index.html": self.folder / "index.html", "plotly.min.js": self.plotly_file}
        return [name for name, file in needed.items() if not file.is_file()]

    def warm(self) -> None:
        """Load and compress Plotly ahead of the first visit."""
        if self.plotly_file.is_file():
            self.load(self.plotly_file)

    def find(self, path: str) -> Path | None:
        """The file behind a path of the page; None where there is none or the path leaves the folder."""
        if path in (self.plotly_path, PLOTLY_PLAIN):
            return self.plotly_file if self.plotly_file.is_file() else None
        if len(path) > LONGEST_PATH or not SAFE_PATH.fullmatch(path):
            return None
        file = self.folder / path
        if file.suffix not in MEDIA_TYPES or not file.is_file():
            return None
        return file if file.resolve().is_relative_to(self.folder.resolve()) else None

    def fresh(self, file: Path) -> Asset | None:
        """What is kept of a file, unless the file has changed since."""
        asset = self._assets.get(file)
        return asset if asset and asset.stamp == stamp_of(file) else None

    def load(self, file: Path) -> Asset:
        """Read and compress a file; two visitors at once wait for one reading."""
        with self._lock:
            asset = self.fresh(file)
            if asset is None:
                stamp = stamp_of(file)
                body = file.read_bytes()
                if file.name == "index.html":
                    body = body.replace(PLOTLY_PLACEHOLDER, self.plotly_path.encode())
                    body = body.replace(MODULES_PLACEHOLDER, preloads(self.folder).encode())
                asset = self._assets[file] = prepare(stamp, file.suffix, body)
            return asset


def preloads(folder: Path) -> str:
    """The lines that let a browser fetch every module of the page ahead of its import."""
    modules = sorted(file for file in folder.glob("js/**/*.js") if file.name not in NO_MODULES)
    paths = (module.relative_to(folder).as_posix() for module in modules)
    return "\n".join(f'<link rel="modulepreload" href="{path}">' for path in paths)


def page_path(scope: Scope) -> str:
    """The requested path below the application's root, without the leading slash; the page itself for none."""
    path: str = scope["path"]
    root: str = scope.get("root_path", "")
    if root and path.startswith(f"{root}/"):
        path = path.removeprefix(root)
    return path.removeprefix("/") or "index.html"


def stamp_of(file: Path) -> tuple[int, int]:
    """What tells that a file has changed: time of modification and size."""
    status = file.stat()
    return status.st_mtime_ns, status.st_size


def prepare(stamp: tuple[int, int], suffix: str, body: bytes) -> Asset:
    """An asset of these bytes, compressed where that saves at least a tenth."""
    compressed = gzip.compress(body, compresslevel=9, mtime=0) if suffix in COMPRESSIBLE else body
    worthwhile = len(compressed) < 0.9 * len(body)
    digest = hashlib.sha256(body).hexdigest()[:24]
    return Asset(stamp, MEDIA_TYPES[suffix], body, compressed if worthwhile else None, digest)


def respond(asset: Asset, request: Headers, cache_control: str) -> Response:
    """The file, compressed if that is welcome, or 304 where the client has it already."""
    zipped = asset.compressed is not None and accepts_gzip(request.get("accept-encoding", ""))
    etag = f'"{asset.etag}-gzip"' if zipped else f'"{asset.etag}"'
    headers = {"ETag": etag, "Cache-Control": cache_control}
    if asset.compressed is not None:
        headers["Vary"] = "Accept-Encoding"
    if has_already(request.get("if-none-match", ""), asset.etag):
        return Response(status_code=304, headers=headers)
    if zipped:
        headers["Content-Encoding"] = "gzip"
    return Response(asset.compressed if zipped else asset.body, headers=headers, media_type=asset.media_type)


def has_already(if_none_match: str, etag: str) -> bool:
    """Whether If-None-Match names this content, in either encoding, or anything at all by *."""
    tags = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gzip") for tag in if_none_match.split(",")}
    return etag in tags or tags == {"*"}
