"""What the newsroom's server takes and gives: logged requests, scripted answers, and the handler that speaks HTTP."""

import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """A request as the server's log keeps it."""

    time: datetime
    method: str
    path: str
    """The path alone, percent-decoded."""
    query: str
    headers: Mapping[str, str]
    """Names in lower case."""
    status: int = 0
    """What was answered; 0 while an answer is being made."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, faulty on purpose if a test wants it so."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    """`Content-Length` and `Date` are set by the server unless they stand here."""
    body: bytes | str = b""
    delay: float = 0.0
    """Seconds before the first byte is sent."""
    truncate: int | None = None
    """Bytes of the body that are sent before the connection is cut, whatever `Content-Length` promised."""


Answer = Response | Callable[[Request], Response | None]
"""A scripted answer; a callable that returns None leaves the request to the newsroom."""


class Server(ThreadingHTTPServer):
    """An HTTP server on loopback that says nothing, and that can be stopped while clients hold connections."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], answer: Callable[[Request], Response]) -> None:
        """Bind `address`; `answer` makes the response to each request, in the thread of its connection."""
        self.answer = answer
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(address, Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that `halt` can cut it."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent: a client that hangs up is no news, and the terminal belongs to the desk."""

    def halt(self) -> None:
        """Stop serving, cut every connection and free the port."""
        self.stopping.set()
        self.shutdown()
        self.server_close()
        with self._lock:
            held = list(self._open)
        for connection in held:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


class Handler(BaseHTTPRequestHandler):
    """Turns one HTTP request into a `Request`, and a `Response` into bytes."""

    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    timeout = 30
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        """Answer a request of any method; which methods are allowed is the answer's business."""
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(datetime.now(UTC), self.command, unquote(parts.path), parts.query, headers)
        response = self.server.answer(request)
        if response.delay and self.server.stopping.wait(response.delay):
            self.close_connection = True
            return
        self._send(response)

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Stay silent: nothing is printed."""

    def _send(self, response: Response) -> None:
        body = response.body.encode() if isinstance(response.body, str) else response.body
        given = {name.lower() for name in response.headers}
        bodyless = response.status in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}
        self.send_response_only(response.status)
        if "date" not in given:
            self.send_header("Date", self.date_time_string())
        for name, value in response.headers.items():
            self.send_header(name, value)
        if not bodyless and not given & {"content-length", "transfer-encoding"}:
            self.send_header("Content-Length", str(len(body)))
        if int(self.headers.get("Content-Length") or 0) or response.truncate is not None:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and not bodyless:
            self.wfile.write(body[: response.truncate])
        if response.truncate is not None:
            self.close_connection = True
