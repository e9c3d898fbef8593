"""A small web server that misbehaves as asked, to fetch from: cuts answers off, changes its files, is not there."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What is served under each path, how it misbehaves, and the requests it had, as method, path and Range."""

    files: dict[str, bytes]
    address: str = ""
    tag: str = '"one"'
    ranges: bool = True
    cut_after: list[int] = field(default_factory=list)  # bytes sent before each of the next answers is cut off
    errors: list[int] = field(default_factory=list)  # statuses of the next answers
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(**files: bytes) -> Iterator[Served]:
    """A server of these files on a free port of this machine."""
    served = Served({f"/{name}": content for name, content in files.items()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"served": served}))
    served.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    served: Served

    def do_GET(self) -> None:
        served = self.served
        served.asked.append(self.headers.get("Range", ""))
        if served.errors:
            return self._refuse(served.errors.pop(0))
        if self.path not in served.files:
            return self._refuse(404)
        content, first = served.files[self.path], self._first()
        if first is not None and first >= len(content):
            return self._refuse(416)
        self.send_response(200 if first is None else 206)
        if first is not None:
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        body = content[first or 0 :]
        for name, value in {"ETag": served.tag, "Content-Length": str(len(body)), **served.headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body[: served.cut_after.pop(0)] if served.cut_after else body)
        return None

    def _first(self) -> int | None:
        """The first byte to send: a range holds only while the file is the same."""
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        same = self.headers.get("If-Range", self.served.tag) == self.served.tag
        return int(asked[1]) if asked and same and self.served.ranges else None

    def _refuse(self, status: int) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": "0", **self.served.headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""
