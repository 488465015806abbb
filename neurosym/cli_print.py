"""How every verb of the command line ends: an answer printed, its exit code, a refusal in one line each.

Exit codes: 0 proved, unique, optimal, feasible, found · 3 refuted, none, infeasible, inconsistent,
not found · 4 undetermined, several, unbounded · 5 untranslated, or a problem that cannot be read ·
6 unknown. 1 and 2 are Python's and the command line's own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from neurosym.answer import Answer
from neurosym.cli_explain import Explained
from neurosym.faults import Fault, FaultError
from neurosym.ir.verdict import Verdict

EXIT_CODES: dict[Verdict, int] = {
    Verdict.PROVED: 0,
    Verdict.UNIQUE: 0,
    Verdict.OPTIMAL: 0,
    Verdict.FOUND: 0,
    Verdict.REFUTED: 3,
    Verdict.NONE: 3,
    Verdict.INFEASIBLE: 3,
    Verdict.INCONSISTENT: 3,
    Verdict.NOT_FOUND: 3,
    Verdict.UNDETERMINED: 4,
    Verdict.SEVERAL: 4,
    Verdict.FEASIBLE: 0,
    Verdict.UNBOUNDED: 4,
    Verdict.UNTRANSLATED: 5,
    Verdict.UNKNOWN: 6,
}
USAGE, UNREADABLE = 2, 5


def print_answer(answer: Answer, as_json: bool, more: Explained | None = None) -> NoReturn:
    """Print an answer with what explains it, and end with the exit code of its verdict."""
    if as_json:
        typer.echo(
            json.dumps({**answer.to_json(), **(more.data if more else {})}, ensure_ascii=False, indent=2)
        )
    else:
        head, _, rest = answer.report().partition("\n")
        typer.secho(head, bold=True)
        for part in filter(None, (rest, more.text if more else "")):
            typer.echo(part)
    raise typer.Exit(EXIT_CODES[answer.verdict])


@contextmanager
def unreadable() -> Iterator[None]:
    """End as for a problem that cannot be read where a fault is raised."""
    try:
        yield
    except FaultError as error:
        refuse(error, UNREADABLE)


@contextmanager
def usage() -> Iterator[None]:
    """End as for a wrong command line where a fault is raised."""
    try:
        yield
    except FaultError as error:
        refuse(error, USAGE)


def marked(fault: Fault) -> str:
    """Return a fault with how severe it is."""
    return f"{fault.severity}: {fault}"


def refuse(error: FaultError, code: int) -> NoReturn:
    """Say what is wrong on the standard error, and end."""
    for fault in error.faults:
        typer.echo(str(fault), err=True)
    sys.exit(code)
