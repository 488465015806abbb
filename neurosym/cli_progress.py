"""The stage that runs, shown on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from neurosym.trace import Event, Listener


@contextmanager
def progress() -> Iterator[Listener | None]:
    """Yield who hears of each stage and shows it while it runs; nobody where there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    with Console(stderr=True).status("…") as status:

        def tell(event: Event) -> None:
            if event.state != "ends":
                status.update(f"{event.stage} {event.detail}".strip())

        yield tell
