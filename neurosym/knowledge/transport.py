"""One HTTP request to one host that ends: in time, within a size, never elsewhere. Knows no query.

The standard library's `http.client`, not httpx2 or urllib: it follows no redirect, takes no proxy from the
environment, unpacks nothing, and `neurosym` without its extra for LMs has it. Looking up a host's name has no
limit but that of the system.
"""

from __future__ import annotations

import select
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

from neurosym.faults import Fault, FaultError

PIECE = 1 << 16
_HINT = "write an address like https://example.org/sparql"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered."""

    status: int
    kind: str
    body: bytes


class Transport:
    """Requests to the host of one address; connections are kept for the next. Threads may share it."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        self.url = _split(address)
        self._headers = dict(headers)
        self._idle: list[HTTPConnection] = []

    def ask(self, query: str, form: str, seconds: float, most: int) -> Reply:
        """Return the reply to a GET with a query, or to a POST of a form if there is one.

        Raises `FaultError`: `limit` where it takes longer or has more bytes than it may, `endpoint`.
        """
        path = self.url.path or "/"
        whole = "&".join(filter(None, (self.url.query, query)))
        target = f"{path}?{whole}" if whole else path
        headers = {"Accept-Encoding": "identity", **self._headers}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        watch = _Watch(seconds)
        try:
            while True:
                kept = self._kept()
                connection = kept or self._connection(watch.left())
                try:
                    with watch.over(connection):
                        connection.request("POST" if form else "GET", target, form or None, headers)
                        reply = _read(connection.getresponse(), most, watch)
                except (OSError, HTTPException):
                    connection.close()
                    if kept and not watch.late():  # the server had hung up since
                        continue
                    raise
                except BaseException:
                    connection.close()
                    raise
                self._idle.append(connection)
                return reply
        except (OSError, HTTPException, ValueError) as error:
            if watch.late() or isinstance(error, TimeoutError):
                what = f"{self.address} has no answer within {seconds:g} s"
                hint = "ask for less, or allow more seconds"
                raise FaultError(Fault("limit", what, hint=hint)) from None
            reason = str(error) or type(error).__name__
            raise FaultError(Fault("endpoint", f"{self.address} cannot be asked: {reason:.200}")) from None

    @property
    def address(self) -> str:
        """Return the address without its query, which may hold a key."""
        return f"{self.url.scheme}://{self.url.netloc}{self.url.path}"

    def close(self) -> None:
        """Close the connections."""
        while self._idle:
            self._idle.pop().close()

    def _kept(self) -> HTTPConnection | None:
        """Return a connection on which nothing has come since: no end, and no complaint of being idle."""
        while self._idle:
            connection = self._idle.pop()
            if connection.sock is not None:
                heard = select.poll()
                heard.register(connection.sock, select.POLLIN)
                if not heard.poll(0):
                    return connection
            connection.close()
        return None

    def _connection(self, seconds: float) -> HTTPConnection:
        host, port = self.url.hostname or "", self.url.port
        if self.url.scheme == "https":
            context = ssl.create_default_context()
            return HTTPSConnection(host, port, timeout=seconds, context=context)
        return HTTPConnection(host, port, timeout=seconds)


class _Watch:
    """The clock of one request: when it is over, the socket is shut, however slowly bytes come."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._connection: HTTPConnection | None = None
        self._timer: threading.Timer | None = None

    def left(self) -> float:
        return max(self._end - time.monotonic(), 0.001)

    def late(self) -> bool:
        return time.monotonic() >= self._end

    def over(self, connection: HTTPConnection) -> _Watch:
        self._connection = connection
        connection.timeout = self.left()
        if connection.sock is not None:
            connection.sock.settimeout(connection.timeout)
        return self

    def __enter__(self) -> None:
        self._timer = threading.Timer(self.left(), self._strike)
        self._timer.daemon = True
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()

    def _strike(self) -> None:
        sock = self._connection.sock if self._connection is not None else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _read(response: HTTPResponse, most: int, watch: _Watch) -> Reply:
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise FaultError(Fault("limit", f"the answer has more than {most:,} bytes", hint="ask for less"))
        if watch.late():
            raise TimeoutError
    if watch.late():  # what was cut off by the watch looks like an end
        raise TimeoutError
    if response.length:
        raise HTTPException("the answer is cut off")
    response.close()
    if response.getheader("Content-Encoding", "identity").lower() != "identity":
        raise FaultError(Fault("endpoint", "the answer is packed, which was not asked for"))
    if 300 <= response.status < 400:
        there = response.getheader("Location", "")
        what = "the endpoint sends elsewhere, which is not followed"
        hint = f"if it is meant, open `{there:.200}`" if there.isprintable() and there else ""
        raise FaultError(Fault("endpoint", what, hint=hint))
    return Reply(response.status, response.getheader("Content-Type", ""), b"".join(pieces))


def _split(address: str) -> SplitResult:
    try:
        url = urlsplit(address)
        fits = url.scheme in ("http", "https") and url.hostname and (url.port is None or url.port > 0)
    except ValueError:
        fits = False
    if (
        not fits
        or not address.isascii()
        or any(not letter.isprintable() or letter == " " for letter in address)
    ):
        raise FaultError(Fault("endpoint", f"`{address:.200}` is no address", hint=_HINT))
    if url.username is not None:
        what = "an address does not hold a name and a password"
        raise FaultError(Fault("endpoint", what, hint='give `headers={"Authorization": …}`'))
    return url
