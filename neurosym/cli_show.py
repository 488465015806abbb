"""The verb `show`: a problem in another form, or what the record kept of an answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from neurosym.answer import Answer
from neurosym.batch import stored
from neurosym.cli_words import default_record, read_source
from neurosym.faults import FaultError
from neurosym.ir.core import Problem
from neurosym.ir.document import print_problem
from neurosym.ir.load import loads
from neurosym.ir.plain import content_hash, problem_to_json
from neurosym.record import Record

UNREADABLE = 5


def show(
    what: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="A problem, an answer as JSON, or a record's id.")
    ],
    form: Annotated[str, typer.Option("--as", help="report, problem, json, markdown, mermaid or hash.")] = "",
    attempt: Annotated[int, typer.Option(min=0, help="Show one attempt of an answer, from 1.")] = 0,
    record: Annotated[Path | None, typer.Option(help="Where the record lies.")] = None,
    mermaid: Annotated[
        bool, typer.Option("--mermaid", help="Draw what an answer rests on: claims, or the cited triples.")
    ] = False,
) -> None:
    """Show a problem, or an answer with its attempts."""
    form = "mermaid" if mermaid else form
    if what.isdecimal() and not Path(what).exists():
        typer.echo(_answer(recorded(int(what), record or default_record()), form, attempt))
        return
    text = read_source(what)
    try:
        answer = _as_answer(text)
        typer.echo(_answer(answer, form, attempt) if answer else _problem(loads(text), form))
    except FaultError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(UNREADABLE) from None


def recorded(id: int, place: Path) -> Answer:
    """Return an answer of a record; ends the program if there is none."""
    if not place.is_file():
        raise typer.BadParameter(f"there is no record at {place}", param_hint="--record")
    row = Record(place).get(id)
    answer = stored(row) if row else None
    if answer is None:
        raise typer.BadParameter(f"the record {place} has no answer {id}", param_hint="ID")
    return answer


def _as_answer(text: str) -> Answer | None:
    """Return the answer if the text is one; a problem in JSON has no `answer_version`."""
    if '"answer_version"' not in text:
        return None
    try:
        return Answer.from_json(json.loads(text))
    except ValueError as error:
        raise typer.BadParameter(f"this is no answer: {error}", param_hint="FILE") from None


def _answer(answer: Answer, form: str, attempt: int) -> str:
    if attempt:
        if attempt > len(answer.attempts):
            raise typer.BadParameter(f"there are {len(answer.attempts)} attempts", param_hint="--attempt")
        one = answer.attempts[attempt - 1]
        return f"{one}\n\n{one.reply}"
    match form:
        case "":
            return f"{answer.report()}\n\n{answer.trace()}"
        case "report":
            return answer.report()
        case "json":
            return json.dumps(answer.to_json(), ensure_ascii=False, indent=2)
        case "mermaid":
            if drawn := answer.mermaid():
                return drawn
            raise typer.BadParameter("the answer rests on nothing that can be drawn", param_hint="--mermaid")
        case "markdown":
            return answer._repr_markdown_()
        case _ if answer.problem is not None:
            return _problem(answer.problem, form)
        case _:
            raise typer.BadParameter("no problem was read from the text", param_hint="--as")


def _problem(problem: Problem, form: str) -> str:
    match form:
        case "" | "problem":
            return print_problem(problem).rstrip()
        case "json":
            return json.dumps(problem_to_json(problem), ensure_ascii=False, indent=2)
        case "hash":
            return content_hash(problem)
        case _:
            raise typer.BadParameter("write problem, json or hash", param_hint="--as")
