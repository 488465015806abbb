"""The verb `export`: the model of a problem or a text, for other tools and for people. Solves nothing itself.

Exit codes: 0 written · 5 a text or problem that was not read, or that the form cannot say.
"""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from neurosym.answer import Answer
from neurosym.cli_lms import opened
from neurosym.cli_print import marked
from neurosym.cli_words import default_record, read_source
from neurosym.engine import DEFAULT_LM, Engine
from neurosym.exported import export as exported
from neurosym.faults import Fault, FaultError, errors
from neurosym.ir.core import Problem
from neurosym.ir.load import loads

UNREADABLE = 5
PROBLEMS = (".problem", ".json")
"""How the names of files end that hold a problem; others hold a text."""


class Form(StrEnum):
    """What can be written; the names of `FORMS`."""

    LP = "lp"
    MPS = "mps"
    MATHS = "maths"
    LATEX = "latex"
    WORDS = "words"
    PYOMO = "pyomo"
    CPMPY = "cpmpy"


def export(
    source: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A .problem file, a problem or an answer as .json, or a text."),
    ],
    form: Annotated[Form, typer.Option("--as", help="What is written.")],
    lm: Annotated[list[str] | None, typer.Option(help="Who reads a text, as for `ask`.")] = None,
    base_url: Annotated[str, typer.Option(help="Where a server/MODEL is.")] = "",
    api_key: Annotated[str, typer.Option(help="The key of that server.", show_default=False)] = "",
    model: Annotated[str, typer.Option(help="Weights of the embedded LM.")] = "",
    no_record: Annotated[bool, typer.Option("--no-record", help="Keep nothing.")] = False,
) -> None:
    """Write the model of a problem: a solver's file, mathematics, plain words, or Python."""
    text = read_source(source)
    try:
        if Path(source).suffix in PROBLEMS:
            typer.echo(exported(_read(text), form.value), nl=False)
            return
        lms = [opened(word, base_url, api_key, model) for word in lm or [DEFAULT_LM]]
        with Engine(lms, record=None if no_record else default_record(), certify=False) as engine:
            answer = engine.ask(text)
        for fault in answer.faults:
            typer.echo(marked(fault), err=True)
        if answer.problem is None or errors(answer.faults):
            raise typer.Exit(UNREADABLE)
        typer.echo(exported(answer, form.value), nl=False)
    except FaultError as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        raise typer.Exit(UNREADABLE) from None


def _read(text: str) -> Problem | Answer:
    if '"answer_version"' not in text:
        return _sound(loads(text))
    try:
        return Answer.from_json(json.loads(text))
    except ValueError as error:
        raise FaultError(Fault("unreadable", f"this is no answer: {error}")) from None


def _sound(problem: Problem) -> Problem:
    """Return the problem, if its formulas mean something. Raises `FaultError`."""
    with Engine() as engine:
        if stopping := errors(engine.check(problem)):
            raise FaultError(*stopping)
    return problem
