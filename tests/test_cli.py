"""The command line, most of it as a user would run it: in a process of its own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app import __version__
from app.cli import __main__ as cli
from app.cli import serve
from app.cli.command import CommandError
from app.settings import Settings, settings_table

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@contextlib.contextmanager
def served(*options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server process and the address that it printed; interrupted at the end, and killed if that fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", "0", *options],
        cwd=ROOT, env={**os.environ, **environment}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        address = re.search(r"http://\S+/", line)
        assert address, f"printed {line!r}"
        yield process, address.group()
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *arguments],
        cwd=ROOT, env={**os.environ, **environment}, text=True, capture_output=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("workers", ["1", "2"])
def test_serve_prints_an_address_that_answers_and_stops_when_interrupted(workers: str) -> None:
    with served("--workers", workers, "--root-path", "nabla") as (process, address):
        with DIRECT.open(f"{address}nabla/readyz") as response:
            assert response.status == 200
        with DIRECT.open(address) as response:
            assert b"vendor/plotly-" in response.read()
            assert "server" not in {name.lower() for name in response.headers}
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert process.stderr is not None
        assert "Traceback" not in process.stderr.read()


def test_raw_sockets_get_answers_and_the_server_survives_them() -> None:
    with served(NABLASCOPE_BODY_SECONDS="0.3") as (_, address):
        port = int(address.split(":")[2].rstrip("/"))
        head = b"POST /api/v1/analyze HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        assert raw(port, head + b"Content-Length: 999999999\r\n\r\n").startswith(b"HTTP/1.1 413 ")
        assert raw(port, head + b"Content-Length: 10\r\n\r\n{").startswith(b"HTTP/1.1 408 ")
        assert raw(port, head + b"Content-Length: ten\r\n\r\n").startswith(b"HTTP/1.1 400 ")
        chunked = head + b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n"
        assert raw(port, chunked).startswith(b"HTTP/1.1 422 ")
        assert raw(port, head + b"X-Huge: " + b"x" * 200_000 + b"\r\n\r\n").startswith(b"HTTP/1.1 4")
        assert raw(port, b"\x16\x03\x01\x02\x00\x01\x00").startswith(b"HTTP/1.1 400 ")
        assert raw(port, b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n").startswith(b"HTTP/1.1 404 ")
        with socket.create_connection(("127.0.0.1", port)) as leaving:
            leaving.sendall(head + b"Content-Length: 10\r\n\r\n{")
        with DIRECT.open(f"{address}healthz") as response:
            assert response.status == 200


def raw(port: int, request: bytes) -> bytes:
    """The first bytes of the answer to bytes sent as they are."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        return connection.recv(4096)


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    assert re.fullmatch(
        rf"nablascope: cannot use port {port} on 127\.0\.0\.1: .+; choose another with --port\n", done.stderr
    )


def test_a_wrong_setting_is_one_clear_line() -> None:
    done = run("serve", NABLASCOPE_PORT="http", NABLASCOPE_WORKERS="0")
    assert done.returncode == 2
    assert done.stderr.startswith("nablascope: NABLASCOPE_PORT: expected ")
    assert "NABLASCOPE_WORKERS: expected a whole number of at least 1" in done.stderr
    assert done.stderr.count("\n") == 1


def test_settings_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["settings"]) == 0
    assert capsys.readouterr().out == settings_table() + "\n"
    with pytest.raises(SystemExit) as caught:
        cli.main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"nablascope {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["fly"], ["serve", "--nothing"], ["settings", "x"]])
def test_a_wrong_command_line(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert "usage: nablascope" in capsys.readouterr().err


def test_help_names_the_variable_of_each_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["serve", "--help"])
    told = capsys.readouterr().out
    for name in serve.SERVE_OPTIONS:
        assert f"--{name.replace('_', '-')}" in told
        assert f"NABLASCOPE_{name.upper()}" in told.replace("\n", "").replace(" ", "")


def test_an_address_that_is_not_ours(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="cannot find the address"):
        serve.listen("no.such.host.invalid", 0)
    with pytest.raises(CommandError, match=r"cannot use port 0 on 192\.0\.2\.1"):
        serve.listen("192.0.2.1", 0)


def test_a_port_that_needs_more_rights(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("socket.socket.bind", refuse)
    with pytest.raises(CommandError, match=r"port 80 on 127\.0\.0\.1 needs more rights"):
        serve.listen("127.0.0.1", 80)


def test_threads_share_the_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "available_cores", lambda: 8)
    variables = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    for variable in variables:
        monkeypatch.setenv(variable, "0")
        monkeypatch.delenv(variable)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    serve.limit_threads(Settings(workers=2, compute_concurrency=2))
    assert [os.environ[variable] for variable in variables] == ["2", "3", "2"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:{port}/ (Ctrl+C stops it)"),
        ("0.0.0.0", "http://127.0.0.1:{port}/ and on every other address of this machine (Ctrl+C stops it)"),
    ],
)
def test_the_address_is_announced_once_it_answers(
    host: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with served("--host", host) as (_, address):
        port = int(address.split(":")[2].rstrip("/"))
        serve.announce(Settings(host=host), port)
    assert capsys.readouterr().out == f"Nablascope is running at {expected.format(port=port)}\n"


def test_nothing_is_announced_where_nothing_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        serve.announce(Settings(), free.getsockname()[1])
    assert capsys.readouterr().out == ""


def test_ipv6_addresses_are_bracketed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    opened: list[str] = []

    class Opener:
        def open(self, address: str, timeout: float) -> contextlib.AbstractContextManager[None]:
            opened.append(address)
            return contextlib.nullcontext()

    monkeypatch.setattr(urllib.request, "build_opener", lambda *_: Opener())
    serve.announce(Settings(host="::"), 8000)
    assert opened == ["http://[::1]:8000/healthz"]
    assert "http://[::1]:8000/ and on every other address" in capsys.readouterr().out
