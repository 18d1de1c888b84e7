"""The README's examples do what it says: each curl line is run against a real server, each answer compared."""

import base64
import json
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:8000"
BLOCKS = re.findall(r"```sh\n(curl .*?)```\n(?:\n```(?:json|text)\n(.*?)```)?", README, flags=re.DOTALL)

SIX_TO_TWO = ((6, "relu"), (2, "softmax"))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server of our own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "serve", "--port", str(port)], cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            httpx.get(f"{address}/healthz")
            break
        except httpx.TransportError:
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait()


def agrees(shown: Any, real: Any) -> bool:
    """Is everything that is shown in the real answer, numbers to four digits?"""
    if isinstance(shown, dict):
        return all(key in real and agrees(value, real[key]) for key, value in shown.items())
    if isinstance(shown, list):
        return len(shown) == len(real) and all(agrees(a, b) for a, b in zip(shown, real, strict=True))
    if isinstance(shown, float):
        return bool(float(f"{real:.4g}") == shown)
    return bool(shown == real)


def read(text: str) -> Any:
    """An answer, or a part of one, as JSON; of a stream the data of each event by its id."""
    if not text.startswith("event: "):
        return json.loads(text)
    blocks = [dict(line.split(": ", 1) for line in block.split("\n")) for block in text.strip().split("\n\n")]
    return {f"{block['event']} {block['id']}": json.loads(block["data"]) for block in blocks}


def fetched(command: str, address: str) -> list[Any]:
    """The answers to the curl lines of a block, asked by curl itself where it is there."""
    asked = command.replace(ADDRESS, address)
    assert address in asked
    lines = [line for line in re.split(r"\n(?=curl )", asked.strip()) if line]
    curl = shutil.which("curl")
    if curl is not None:
        run = [subprocess.run(["sh", "-c", line], capture_output=True, check=True, timeout=30) for line in lines]
        return [read(done.stdout.decode()) for done in run]
    return [spoken(line) for line in lines]


def spoken(line: str) -> Any:
    """What curl would get, on a machine that has none."""
    url = re.search(r"http://\S+", line)
    body = re.search(r"-d '(.*)'", line, flags=re.DOTALL)
    assert url is not None
    if body is None:
        return read(httpx.get(url[0]).text)
    return read(httpx.post(url[0], content=body[1], headers={"content-type": "application/json"}).text)


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=range(len(BLOCKS)))
def test_curl_examples(command: str, shown: str, server: str) -> None:
    answers = fetched(command, server)
    assert all("status" not in answer or shown for answer in answers)
    if shown:
        assert agrees(read(shown), answers[0])


def test_arrays_of_a_snapshot_have_the_form_that_is_shown(server: str) -> None:
    shown = re.search(r'`(\{"dtype": "f8", .+?"bdata": "…"\})`', README)
    assert shown is not None
    layers = [{"units": units, "activation": name, "initializer": "he_normal"} for units, name in SIX_TO_TWO]
    request = {"network": {"layers": layers}, "data": {"dataset": "moons", "size": 64}, "steps": 1}
    typed, nested = (first_activation(server, {**request, **given}) for given in ({}, {"encoding": "list"}))
    assert {**typed, "bdata": "…"} == json.loads(shown[1])
    numbers = struct.unpack("<384d", base64.b64decode(typed["bdata"]))
    assert list(numbers) == [number for row in nested for number in row]


def first_activation(server: str, request: Any) -> Any:
    """z⁽¹⁾ of the first snapshot of a run."""
    stream = httpx.post(f"{server}/api/v1/train", json=request).text
    (data, *_) = re.findall(r"^event: snapshot\r?\ndata: (.*)$", stream, flags=re.MULTILINE)
    return json.loads(data)["analysis"]["layers"][0]["activation"]


def test_there_are_examples() -> None:
    assert len(BLOCKS) >= 4
    assert sum(bool(shown) for _, shown in BLOCKS) >= 2


def test_the_picture_is_there() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    assert pictures
    assert all((ROOT / picture).read_bytes().startswith(b"\x89PNG") for picture in pictures)
