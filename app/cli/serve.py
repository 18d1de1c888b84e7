"""`nablascope serve`: the server, until it is interrupted.

The number of threads of the linear algebra library is decided by the environment at its import, so nothing that
computes is imported here.
"""

import argparse
import contextlib
import os
import socket
import threading
import time
import urllib.request

import uvicorn
from pydantic import ValidationError
from uvicorn.supervisors import Multiprocess

from ..settings import PREFIX, Settings, available_cores
from ..validation import message
from .command import CommandError

GRACEFUL_SECONDS = 10
SERVE_OPTIONS = ("host", "port", "workers", "root_path")


def serve_options(options: argparse.ArgumentParser) -> None:
    """The options of `serve`; one that is left out is as the environment says."""
    for name in SERVE_OPTIONS:
        field = Settings.model_fields[name]
        shown = field.default if field.default != "" else "none"
        options.add_argument(
            f"--{name.replace('_', '-')}",
            help=f"{field.description} (default: {PREFIX}{name.upper()}, else {shown})",
        )


def serve(parsed: argparse.Namespace) -> int:
    """`nablascope serve`: run until interrupted; the address is printed once it answers."""
    given = {name: getattr(parsed, name) for name in SERVE_OPTIONS if getattr(parsed, name) is not None}
    # Through the environment, so that worker processes, which read it afresh, agree with this one.
    os.environ.update({f"{PREFIX}{name.upper()}": value for name, value in given.items()})
    settings = read_settings()
    limit_threads(settings)
    listener = listen(settings.host, settings.port)
    port = listener.getsockname()[1]
    threading.Thread(target=announce, args=(settings, port), daemon=True).start()
    config = uvicorn_config(settings)
    with contextlib.suppress(KeyboardInterrupt):
        if settings.workers > 1:
            Multiprocess(config, sockets=[listener]).run()
        else:
            uvicorn.Server(config).run(sockets=[listener])
    return 0


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        CommandError: one is wrong; the message names the variable, what was expected and why.
    """
    try:
        return Settings()
    except ValidationError as error:
        faults = [f"{PREFIX}{str(item['loc'][0]).upper()}: {message(dict(item), None)}" for item in error.errors()]
        raise CommandError("; ".join(faults), code=2) from error


def limit_threads(settings: Settings) -> None:
    """Share the cores among the computations that may run at once, unless the environment has decided."""
    at_once = settings.workers * settings.computations_at_once()
    threads = str(max(1, available_cores() // at_once))
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, threads)


def listen(host: str, port: int) -> socket.socket:
    """A socket bound to an address, to be handed to the server or its workers.

    Raises:
        CommandError: the address is in use, is not this machine's, needs more rights, or has no such name.
    """
    where = f"port {port} on {host}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CommandError(f"cannot find the address {host}: {error.strerror}") from error
    try:
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # Bound alone, a second server could bind too; it is listening that takes the port.
        listener.listen(2048)
    except OSError as error:
        listener.close()
        if isinstance(error, PermissionError):
            raise CommandError(f"{where} needs more rights; choose a port from 1024 with --port") from error
        raise CommandError(f"cannot use {where}: {error.strerror}; choose another with --port") from error
    listener.set_inheritable(True)
    return listener


def uvicorn_config(settings: Settings) -> uvicorn.Config:
    """How uvicorn runs the application."""
    return uvicorn.Config(
        f"{__name__.partition('.')[0]}.main:create_app",
        factory=True,
        workers=settings.workers,
        log_level=settings.log_level,
        proxy_headers=True,
        forwarded_allow_ips=settings.forwarded_allow_ips,
        server_header=False,
        timeout_graceful_shutdown=GRACEFUL_SECONDS,
    )


def announce(settings: Settings, port: int) -> None:
    """Print the address as soon as the server answers there; after a minute, nothing."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(settings.host, settings.host)
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        try:
            with direct.open(f"{address}/healthz", timeout=5):
                break
        except OSError:
            time.sleep(0.1)
    else:
        return
    everywhere = " and on every other address of this machine" if settings.host in ("0.0.0.0", "::") else ""
    print(f"Nablascope is running at {address}/{everywhere} (Ctrl+C stops it)", flush=True)
