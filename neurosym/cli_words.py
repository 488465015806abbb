"""What several verbs of the command line share: reading their input, and where the record lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from neurosym.faults import Fault, FaultError

MAX_BYTES = 1_048_576


def read_source(source: str) -> str:
    """Return the text of a file, or of standard input for `-`; ends the program if it cannot."""
    try:
        return source_text(source)
    except FaultError as error:
        raise typer.BadParameter(error.faults[0].what, param_hint="FILE") from None


def source_text(source: str) -> str:
    """Return the text of a file, or of standard input for `-`. Raises `FaultError` (`file`)."""
    try:
        if source == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(source, "rb") as file:
                raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise FaultError(Fault("file", f"{source} has more than {MAX_BYTES} bytes"))
        return raw.decode("utf-8")
    except OSError as error:
        raise FaultError(Fault("file", f"{source} cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        raise FaultError(Fault("file", f"{source} is not UTF-8: {error.reason}")) from None


def default_record() -> Path:
    """Return where replies and answers are kept unless another place is named."""
    state = os.environ.get("XDG_STATE_HOME", "")
    home = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return home / "neurosym" / "record.sqlite"
