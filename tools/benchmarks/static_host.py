"""A web server that serves a folder as a plain static host does: compressed, with a cache lifetime."""

from __future__ import annotations

import gzip
import sys
import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The content types that GitHub Pages sends. The system's own list differs between machines.
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
SECONDS_TO_KEEP = 600
NOT_COMPRESSED = frozenset({".png"})
# The level that hosts use by default: zlib's.
COMPRESSION_LEVEL = 6


class Answer(NamedTuple):
    """A file as it is sent.

    Attributes:
        status: 200, or 404 for the error page.
        content_type: of the file.
        body: compressed if the file's type allows it.
        is_compressed: whether `body` is.
    """

    status: HTTPStatus
    content_type: str
    body: bytes
    is_compressed: bool


class StaticHost:
    """The files of one site, and the address where they are served.

    Attributes:
        folder: the site, which may still be empty when the host starts.
        address: the site's address, with `/` at the end.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.address = address
        self._answers: dict[str, Answer] = {}

    def answer(self, path: str) -> Answer:
        """Return the response for a path such as `/causes/`."""
        if path not in self._answers:
            self._answers[path] = self._read(path)
        return self._answers[path]

    def _read(self, path: str) -> Answer:
        status, file = HTTPStatus.OK, (self.folder / unquote(path).lstrip("/")).resolve()
        if file.is_dir():
            file /= "index.html"
        if not file.is_file() or not file.is_relative_to(self.folder.resolve()):
            status, file = HTTPStatus.NOT_FOUND, self.folder / "404.html"
        content_type = CONTENT_TYPES.get(file.suffix, "application/octet-stream")
        body = file.read_bytes()
        if file.suffix in NOT_COMPRESSED:
            return Answer(status, content_type, body, is_compressed=False)
        return Answer(
            status, content_type, gzip.compress(body, COMPRESSION_LEVEL, mtime=0), is_compressed=True
        )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore the connection errors of a browser that was closed; report all others."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[StaticHost]:
    """Serve a folder on a free port of this machine.

    It assumes that every client accepts gzip, as all browsers do.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            answer = host.answer(urlsplit(self.path).path)
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(answer.body)))
            self.send_header("Cache-Control", f"max-age={SECONDS_TO_KEEP}")
            if answer.is_compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  (its name in the library)
            """Keep quiet."""

    server = _Server(("127.0.0.1", 0), Handler)
    host = StaticHost(folder, f"http://127.0.0.1:{server.server_port}/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
