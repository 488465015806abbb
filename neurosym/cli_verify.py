"""The verb `verify`: checks the certificate of an answer that was printed with `--json`. Asks no solver."""

from __future__ import annotations

from typing import Annotated

import typer

from neurosym.accepted import verify as verified
from neurosym.answer import Answer
from neurosym.cli_words import MAX_BYTES, read_source
from neurosym.faults import FaultError
from neurosym.ir.strict import read_json

REFUSED = 1


def verify(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="An answer as JSON, or - for standard input.")
    ],
) -> None:
    """Check the certificate of an answer: exit code 0 if it is accepted, 1 if not."""
    try:
        answer = Answer.from_json(read_json(read_source(source), MAX_BYTES))
        certificate = verified(answer)
    except FaultError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from None
    typer.echo(f"accepted: {answer}")
    typer.echo(f"evidence: {certificate.kind or 'none'}, found by {certificate.engine or 'nobody'}")
    typer.echo(f"assuming: {'; '.join(certificate.assumptions) or 'nothing'}")
    typer.echo(f"problem: {certificate.problem}")
