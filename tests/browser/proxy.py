"""A way to a server that can be narrowed: what a run sends is held back until a test lets it through."""

import contextlib
import socket
import struct
import threading

NOTHING = struct.pack("ii", 1, 0)
"""SO_LINGER: what was not sent yet is thrown away, and the other side sees a reset."""


class Proxy:
    """Passes bytes between a browser and the server at a port; of the answer to a run, only so many until told."""

    def __init__(self, port: int, most: int) -> None:
        self.target, self.most = port, most
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/"
        self.open = threading.Event()
        self.sockets: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Breaks off every connection."""
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOTHING)
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.sockets.clear()

    def close(self) -> None:
        self.open.set()
        self.listener.close()
        self.cut()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                threading.Thread(target=self._connect, args=(near,), daemon=True).start()

    def _connect(self, near: socket.socket) -> None:
        """Joins a connection to one of the server's own; where the server is gone it ends at once."""
        try:
            far = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            near.close()
            return
        self.sockets += [near, far]
        # A connection is used for one request after the other: what counts is what came since that of the run.
        left: list[int] = []
        threading.Thread(target=self._ask, args=(near, far, left), daemon=True).start()
        self._answer(far, near, left)

    def _ask(self, near: socket.socket, far: socket.socket, left: list[int]) -> None:
        """Requests, until one side ends; that of a run says how much of its answer may pass."""
        with contextlib.suppress(OSError):
            while part := near.recv(65_536):
                if b"POST /api/v1/train" in part:
                    left[:] = [self.most]
                far.sendall(part)
        self._end(near, far)

    def _answer(self, far: socket.socket, near: socket.socket, left: list[int]) -> None:
        with contextlib.suppress(OSError):
            while part := far.recv(4096):
                near.sendall(part)
                if left:
                    left[0] -= len(part)
                    if left[0] < 0:
                        self.open.wait()
        self._end(near, far)

    def _end(self, near: socket.socket, far: socket.socket) -> None:
        for one in (near, far):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
