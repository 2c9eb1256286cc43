"""Says in one line what this machine lacks: packages, or a free port for the preview.

This hook runs first, and imports only what a plain `pip install mkdocs-material` installs.
"""

from __future__ import annotations

import socket
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort
from publishing.preview import typed_command

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

# What the other hooks need besides MkDocs and Material; a test compares it with pyproject.toml.
PACKAGES = ("cmarkgfm", "filelock", "pydantic", "segno", "selectolax", "syllapy")

if missing := [name for name in PACKAGES if find_spec(name) is None]:
    message = (
        f"These packages are not installed: {', '.join(missing)}. Run 'make serve' or 'make build', which "
        "set up everything; without make, run 'uv run --no-dev mkdocs serve'."
    )
    raise Abort(message)

_port_was_tried = False


def on_config(config: MkDocsConfig) -> None:
    """Check that the preview's port is free: once, because after the first build the preview uses it."""
    global _port_was_tried  # noqa: PLW0603  (MkDocs offers no place to keep it)
    if _port_was_tried or typed_command() != "serve":
        return
    _port_was_tried = True
    host, port = config.dev_addr
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the preview does
            trial.bind(address)
    except OSError as error:
        message = (
            f"The preview cannot use {host}:{port} ({error.strerror}). Choose another port, such as "
            f"'make serve ADDR=127.0.0.1:{port + 1}'; without make, add '--dev-addr 127.0.0.1:{port + 1}'."
        )
        raise Abort(message) from None
