"""POST /api/v1/analyze against a bare route that reads the same bytes and returns the same bytes, over real HTTP.

Each application runs in a process of its own under the server that `nablascope serve` uses; one client asks both in
turns over connections that it keeps.
"""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from multiprocessing import get_context
from time import sleep

import uvicorn
from fastapi import FastAPI, Request, Response

from app.main import create_app
from app.wire.examples import ANALYZE_EXAMPLES
from bench.timing import compare, row

PATH = "/api/v1/analyze"
HEADERS = {"content-type": "application/json"}
PATIENCE_SECONDS = 20


def bare(answer: bytes) -> FastAPI:
    """An application whose one route reads the body and answers with the given bytes."""
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.post(PATH)
    async def post(request: Request) -> Response:
        await request.body()
        return Response(answer, media_type="application/json")

    return app


def serve(port: int, answer: bytes | None) -> None:
    """Run the real application, or the bare one with this answer, until the process ends."""
    app = create_app() if answer is None else bare(answer)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="critical", access_log=False)


@contextmanager
def serving(answer: bytes | None) -> Iterator[int]:
    """The port of such a server, for as long as the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = get_context("spawn").Process(target=serve, args=(port, answer), daemon=True)
    process.start()
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.join()


def wait_for(port: int) -> None:
    """Return when something listens there. Raises TimeoutError if nothing does in time."""
    for _ in range(PATIENCE_SECONDS * 20):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        sleep(0.05)
    raise TimeoutError(f"expected a server on port {port} within {PATIENCE_SECONDS} s; got none")


def asking(port: int, body: bytes) -> Callable[[], bytes]:
    """A function that posts the body over a connection of its own and returns the answer."""
    connection = HTTPConnection("127.0.0.1", port)

    def ask() -> bytes:
        connection.request("POST", PATH, body, HEADERS)
        answer = connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content[:200]
        return content

    return ask


def report() -> None:
    """Print the ratios."""
    print("service: POST /api/v1/analyze against a FastAPI route that reads and returns the same bytes")
    with serving(None) as real_port:
        for name, goal in (("exercise", "goal 1.5"), ("dataset", ""), ("pooled", "")):
            body = json.dumps(ANALYZE_EXAMPLES[name]["value"]).encode()
            ours = asking(real_port, body)
            answer = ours()
            with serving(answer) as bare_port:
                result = compare(ours, asking(bare_port, body))
            print(row(f"{name}: {len(body):,} bytes in, {len(answer):,} out", result, goal))
