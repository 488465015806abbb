"""What several verbs of the command line share: reading their input, and where the record lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

MAX_BYTES = 1_048_576


def read_source(source: str) -> str:
    """Return the text of a file, or of standard input for `-`; ends the program if it cannot."""
    try:
        if source == "-":
            raw = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(source, "rb") as file:
                raw = file.read(MAX_BYTES + 1)
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(f"{source} cannot be read: {error}", param_hint="FILE") from None
    if len(raw) > MAX_BYTES:
        raise typer.BadParameter(f"{source} has more than {MAX_BYTES} bytes", param_hint="FILE")
    return text


def default_record() -> Path:
    """Return where replies and answers are kept unless another place is named."""
    state = os.environ.get("XDG_STATE_HOME", "")
    home = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return home / "neurosym" / "record.sqlite"
