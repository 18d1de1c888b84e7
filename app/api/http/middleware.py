"""What wraps every request, as plain ASGI so that it costs microseconds: HEAD, headers, faults, compression."""

import gzip
from collections.abc import Iterable
from functools import partial

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .problems import unexpected

# Plotly sets styles from its script, and without 'unsafe-inline' for them it silently blurs heatmap cells.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)

SECURITY_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)

COMPRESSED_FROM_BYTES = 8192
IN_A_THREAD_FROM_BYTES = 128 * 1024

RawHeaders = Iterable[tuple[bytes, bytes]]

# What browsers and common clients send, told without parsing.
COMMON_ACCEPT_ENCODINGS = {"gzip", "gzip, deflate", "gzip, deflate, br", "gzip, deflate, br, zstd"}


class Envelope:
    """The outermost layer: security headers on every answer, HEAD wherever there is GET, no bare 500.

    `root_path` is the sub-path under which a proxy publishes the server; the proxy may strip it from the requests
    that it passes on, or leave it there.
    """

    def __init__(self, app: ASGIApp, root_path: str = "") -> None:
        self.app = app
        self.root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"
        started = False

        async def send_wrapped(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = [*message.get("headers", ()), *SECURITY_HEADERS]
            elif head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        inner = {**scope, "method": "GET"} if head else scope
        if self.root_path:
            inner = below_root(inner, self.root_path)
        try:
            await self.app(inner, receive, send_wrapped)
        except ClientDisconnect:
            return
        except Exception as error:
            response = unexpected(error)
            if started:
                raise
            await response(scope, receive, send_wrapped)


def below_root(scope: Scope, root: str) -> Scope:
    """The scope as ASGI wants it below a sub-path: `root_path` says it and `path` begins with it."""
    path: str = scope["path"]
    whole = path if path == root or path.startswith(f"{root}/") else root + path
    return {**scope, "root_path": root, "path": whole}


class Compression:
    """Gzip at level 1 for large answers of data, sent whole, to clients that take it.

    Static files come compressed already, and a stream must not wait for a compressor, so both pass untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        held: Message | None = None

        async def send_compressed(message: Message) -> None:
            nonlocal held
            # Whether it is welcome is asked last, since most answers are small.
            if (
                message["type"] == "http.response.start"
                and worth_compressing(message["headers"])
                and accepts_gzip(Headers(scope=scope).get("accept-encoding", ""))
            ):
                held = message
                return
            if held is not None:
                start, held = held, None
                if not message.get("more_body"):
                    message = {**message, "body": await compressed(message["body"])}
                    start = {**start, "headers": headers_of_gzip(start["headers"], len(message["body"]))}
                await send(start)
            await send(message)

        await self.app(scope, receive, send_compressed)


def worth_compressing(headers: RawHeaders) -> bool:
    """Whether these are the headers of a whole answer of data, large, and not compressed yet."""
    found = dict(headers)
    return (
        int(found.get(b"content-length", b"0")) >= COMPRESSED_FROM_BYTES
        and found.get(b"content-type", b"").startswith(b"application/")
        and b"content-encoding" not in found
    )


def headers_of_gzip(headers: RawHeaders, length: int) -> RawHeaders:
    """The headers of the same answer once it is compressed to `length` bytes."""
    kept = [(name, value) for name, value in headers if name != b"content-length"]
    changed = {b"content-length": str(length).encode(), b"content-encoding": b"gzip", b"vary": b"Accept-Encoding"}
    return [*kept, *changed.items()]


async def compressed(body: bytes) -> bytes:
    """The body in gzip at level 1: level 9 takes twelve times as long for a few per cent."""
    compress = partial(gzip.compress, body, compresslevel=1, mtime=0)
    return compress() if len(body) < IN_A_THREAD_FROM_BYTES else await to_thread.run_sync(compress)


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip: named, or by *, and not with weight zero."""
    if header in COMMON_ACCEPT_ENCODINGS:
        return True
    weights: dict[str, bool] = {}
    for item in header.lower().split(","):
        coding, _, parameter = item.partition(";")
        weights[coding.strip()] = parameter.replace(" ", "").rstrip("0.") not in ("q=", "q")
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", False)))
