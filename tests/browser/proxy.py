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
        held = threading.Event()
        threading.Thread(target=self._pass, args=(near, far, held, False), daemon=True).start()
        self._pass(far, near, held, True)

    def _pass(self, source: socket.socket, target: socket.socket, held: threading.Event, answers: bool) -> None:
        """Bytes one way, until one side ends. `held` is set by the request of a run."""
        passed = 0
        with contextlib.suppress(OSError):
            while part := source.recv(4096):
                if not answers and b"POST /api/v1/train" in part:
                    held.set()
                    passed = 0
                target.sendall(part)
                passed += len(part)
                if answers and held.is_set() and passed > self.most:
                    self.open.wait()
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
