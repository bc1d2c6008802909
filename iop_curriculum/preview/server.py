"""`build/site` over HTTP on this machine, with a small script added to each page that shows faults and reloads.

The script is added as the page is sent, never to the files. Requests that name another host are refused, so no web
page elsewhere can read the preview through the reader's browser. When and what is built is decided in `live.py`.
"""

from __future__ import annotations

import http.server
import json
import posixpath
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
PREFIX = "/-preview/"
ASSETS = Path(__file__).parent / "assets"

_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_ADDED = f'<link rel="stylesheet" href="{PREFIX}live.css"><script src="{PREFIX}live.js" defer></script></head>'
_ALIVE_SECONDS = 10
_NOTHING_YET = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not built yet</title></head>'
    "<body><p>This program has not been built yet. This page follows as soon as it is.</p></body></html>"
)


@dataclass
class State:
    """What the open pages are told. Each change wakes all that listen."""

    values: dict[str, object] = field(default_factory=lambda: {"built": 0, "problem": "", "report": None})
    version: int = 0
    closed: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def update(self, **values: object) -> None:
        """Change values and tell all listeners."""
        with self._changed:
            self.values = {**self.values, **values}
            self.version += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Let all listeners end."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def after(self, version: int) -> tuple[int, Mapping[str, object]] | None:
        """Wait a while for a later version; return it, or None where nothing changed."""
        with self._changed:
            self._changed.wait_for(lambda: self.version > version or self.closed, timeout=_ALIVE_SECONDS)
            return (self.version, self.values) if self.version > version else None


class Server(http.server.ThreadingHTTPServer):
    """The server of one site folder. Port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, site: Path, port: int) -> None:
        self.site = site
        self.state = State()
        super().__init__((HOST, port), Handler)

    @property
    def url(self) -> str:
        """The address of the home page."""
        return f"http://{HOST}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hung up."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def __init__(self, request: Any, client_address: Any, server: Server) -> None:
        super().__init__(request, client_address, server, directory=str(server.site))

    def do_GET(self) -> None:
        """Send a page, a file, or what is told of the build."""
        self._answer()

    def do_HEAD(self) -> None:
        """Send what a GET would send, without its body."""
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if not self._host_is_here():
            self.send_error(HTTPStatus.FORBIDDEN, "This preview answers on this machine only")
        elif path == f"{PREFIX}events":
            self._events()
        elif path.startswith(PREFIX):
            self._own_file(path.removeprefix(PREFIX))
        else:
            self._site_file(path)

    def _host_is_here(self) -> bool:
        port = self.server.server_port
        return self.headers.get("Host", "") in {f"{HOST}:{port}", f"localhost:{port}"}

    def _events(self) -> None:
        """Keep the connection open and tell each change (server-sent events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        version = -1
        while not self.server.state.closed:
            news = self.server.state.after(version)
            message = ":\n\n"
            if news:
                version, values = news
                message = f"event: state\ndata: {json.dumps(values)}\n\n"
            self.wfile.write(message.encode())
            self.wfile.flush()

    def _own_file(self, name: str) -> None:
        if name not in {"live.js", "live.css"}:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        self._send((ASSETS / name).read_bytes(), _TYPES[posixpath.splitext(name)[1]])

    def _site_file(self, path: str) -> None:
        file = Path(self.translate_path(path))
        if path.endswith("/"):
            file /= "index.html"
        status = HTTPStatus.OK
        if not file.is_file():
            status = HTTPStatus.NOT_FOUND
            file = self.server.site / "404.html"
        try:
            data = file.read_bytes()
        except OSError:
            self._send(_with_script(_NOTHING_YET.encode()), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)
            return
        if file.suffix == ".html":
            data = _with_script(data)
        self._send(data, self.guess_type(str(file)), status)

    def _send(self, data: bytes, content_type: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for what the author needs to see."""


def _with_script(page: bytes) -> bytes:
    return page.replace(b"</head>", _ADDED.encode(), 1)
