"""HTTP that ends: an answer has a greatest size, and the read time-out bounds all of it.

A plain client waits anew for each piece, so a server that drips bytes could hold it for ever. It
does not know what is sent. Bounds are looked at between reads.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx2

MAX_BYTES = 16 << 20


class Bounded(httpx2.BaseTransport):
    """A transport whose answers are bounded, and are taken as they come, never unpacked."""

    def __init__(self, proxy: str | None) -> None:
        """`proxy` is a URL; none is looked up in the environment."""
        self._inner = httpx2.HTTPTransport(proxy=proxy)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request; raises what httpx2 raises, from reading the answer too."""
        limits: dict[str, Any] = request.extensions.get("timeout", {})
        end = time.monotonic() + (limits.get("read") or float("inf"))
        request.headers["Accept-Encoding"] = "identity"
        response = self._inner.handle_request(request)
        # A few packed bytes can unpack to gigabytes.
        response.headers.pop("Content-Encoding", None)
        stream = response.stream
        assert isinstance(stream, httpx2.SyncByteStream)
        return httpx2.Response(
            response.status_code,
            headers=response.headers,
            stream=_Capped(stream, end),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


class _Capped(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, end: float) -> None:
        self._stream = stream
        self._end = end

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for piece in self._stream:
            size += len(piece)
            if size > MAX_BYTES:
                raise httpx2.RemoteProtocolError(f"the answer has more than {MAX_BYTES} bytes")
            if time.monotonic() > self._end:
                raise httpx2.ReadTimeout("the answer is not complete in time")
            yield piece

    def close(self) -> None:
        self._stream.close()
