"""The language models of the command line: which word opens which, and how far a download is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn

from neurosym.engine import DEFAULT_LM
from neurosym.faults import Fault, FaultError
from neurosym.lm.base import LM, open_lm

if TYPE_CHECKING:
    from neurosym.lm.embedded.fetch import Fetching


def opened(word: str, base_url: str, api_key: str, model: str) -> LM:
    """Open the LM of a word with the options that are for its kind. Raises `FaultError`."""
    provider = word.partition("/")[0]
    if provider == DEFAULT_LM:
        return open_lm(word, model=model, on=_drawing())
    if provider != "server":
        return open_lm(word)
    if not base_url:
        hint = "write --base-url http://localhost:8000/v1"
        raise FaultError(Fault("bad-option", f"where is the server of {word}?", hint=hint))
    return open_lm(word, base_url=base_url, api_key=api_key)


def _drawing() -> Callable[[Fetching], None]:
    """Return a listener that draws a bar once there is something to fetch; without a terminal, it says so."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    bars: dict[str, TaskID] = {}

    def draw(fetching: Fetching) -> None:
        if not bars and not sys.stderr.isatty():
            print("Fetching the weights of the embedded LM (93 MB, once).", file=sys.stderr)
        if fetching.doing not in bars:
            bars[fetching.doing] = progress.add_task(f"{fetching.doing} the embedded LM", total=None)
        if not sys.stderr.isatty():
            return
        progress.start()
        progress.update(bars[fetching.doing], completed=fetching.done, total=fetching.total or None)
        if fetching.doing == "checking" and fetching.done == fetching.total:
            progress.stop()

    return draw
