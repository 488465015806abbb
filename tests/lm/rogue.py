"""A server on the loopback that answers each request with the next of its answers, however wrong."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Act = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Rogue:
    """Where it listens, and the bodies and headers (small letters) of the requests that came."""

    base_url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


def send(status: int, body: bytes, **headers: str) -> Act:
    """Answer with this; names of headers are written with underscores."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content_Type": "application/json", **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def say(text: str | None, finish: str = "stop", **message: Any) -> Act:
    """Answer as a well-behaved server does."""
    message |= {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    usage = {"prompt_tokens": 3, "completion_tokens": 4}
    return send(200, json.dumps({"choices": [choice], "usage": usage}).encode())


def refuse(status: int, message: str = "no", *, param: str = "", code: str = "", wait: str = "") -> Act:
    """Answer with an error in the shape that OpenAI gives to errors."""
    error = {"message": message, "type": "error", "param": param or None, "code": code or None}
    headers = {"Retry_After": wait} if wait else {}
    return send(status, json.dumps({"error": error}).encode(), **headers)


def hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the client goes."""
    handler.rfile.read(1)


def close(handler: BaseHTTPRequestHandler) -> None:
    """Hang up without a word."""
    handler.connection.close()


def stop_short(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a blank from time to time, for ever."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def flood(handler: BaseHTTPRequestHandler) -> None:
    """Send blanks without end."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65536)


@contextmanager
def rogue(*acts: Act) -> Iterator[Rogue]:
    """Run one; the last act is repeated."""
    left = list(acts)
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            with lock:
                server.bodies.append(json.loads(self.rfile.read(length)))
                server.headers.append({name.lower(): told for name, told in self.headers.items()})
                act = left.pop(0) if len(left) > 1 else left[0]
            with suppress(OSError):
                act(self)

        def do_GET(self) -> None:
            send(404, b"{}")(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server = Rogue(f"http://127.0.0.1:{listener.server_address[1]}/v1")
    thread = threading.Thread(target=listener.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        thread.join()
        listener.socket.close()
