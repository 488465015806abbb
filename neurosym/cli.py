"""The command line: `neurosym ask solve check verify show export doctor`. Draws answers; decides nothing.

Exit codes: 0 proved, unique, optimal, feasible, found · 3 refuted, none, infeasible, inconsistent,
not found · 4 undetermined, several, unbounded · 5 untranslated, or a problem that cannot be read ·
6 unknown. 1 and 2 are Python's and the command line's own.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from neurosym.answer import Answer
from neurosym.cli_doctor import doctor
from neurosym.cli_explain import Explain, Explained, WhatIf, explained
from neurosym.cli_export import export
from neurosym.cli_lms import opened
from neurosym.cli_progress import progress
from neurosym.cli_rules import rules
from neurosym.cli_show import show
from neurosym.cli_train import card, train
from neurosym.cli_verify import verify
from neurosym.cli_words import default_record, read_source
from neurosym.engine import DEFAULT_LM, Engine
from neurosym.faults import FaultError, errors
from neurosym.ir.load import loads
from neurosym.ir.verdict import Verdict
from neurosym.workers.budget import Budget

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

app = typer.Typer(
    name="neurosym",
    help="A question in words becomes logic, a solver decides it, and you see which sentences it rests on.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(verify)
app.command()(show)
app.command()(export)
app.command()(doctor)
app.command()(train)
app.command()(card)
app.add_typer(rules)

Source = Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")]
Json = Annotated[
    bool,
    typer.Option("--json", help="Print the whole answer as JSON, with what --explain and --what-if found."),
]
Seconds = Annotated[float, typer.Option(help="Seconds of processor time for each solve.")]
CrossCheck = Annotated[bool, typer.Option("--cross-check", help="Ask a second engine whether it agrees.")]
Forward = Annotated[
    bool,
    typer.Option("--forward", help="Rules fire forward only and are never turned round, as in rule bases."),
]
Backend = Annotated[list[str] | None, typer.Option(help="An engine to use; repeat it for several.")]


@app.command()
def ask(
    source: Source,
    lm: Annotated[
        list[str] | None,
        typer.Option(
            help="embedded (default), local/MODEL, server/MODEL or scripted/FILE; repeat it for a second one."
        ),
    ] = None,
    base_url: Annotated[str, typer.Option(help="Where a server/MODEL is, up to /chat/completions.")] = "",
    api_key: Annotated[str, typer.Option(help="The key of that server.", show_default=False)] = "",
    model: Annotated[str, typer.Option(help="Weights of the embedded LM: a GGUF file or a folder.")] = "",
    style: Annotated[str, typer.Option(help="What the LM writes: json or problem.")] = "json",
    max_tokens: Annotated[int, typer.Option(min=0, help="Tokens of a reply; 0 is by the text's length.")] = 0,
    tries: Annotated[int, typer.Option(min=1, help="Drafts asked of each LM.")] = 3,
    budget: Seconds = 10.0,
    backend: Backend = None,
    cross_check: CrossCheck = False,
    forward: Forward = False,
    tests: Annotated[
        bool,
        typer.Option("--tests/--no-tests", help="Say what would be best if a sentence were read otherwise."),
    ] = True,
    record: Annotated[Path | None, typer.Option(help="Where replies and answers are kept.")] = None,
    no_record: Annotated[bool, typer.Option("--no-record", help="Keep nothing.")] = False,
    explain: Explain = None,
    what_if: WhatIf = None,
    as_json: Json = False,
) -> None:
    """Answer a question in words."""
    text = read_source(source)
    if style not in ("json", "problem"):
        raise typer.BadParameter("write json or problem", param_hint="--style")
    with _usage(), progress() as on:
        lms = [opened(word, base_url, api_key, model) for word in lm or [DEFAULT_LM]]
        kept = None if no_record else record or default_record()
        engine = Engine(
            lms,
            backend or (),
            _budget(budget),
            tries,
            kept,
            on,
            cross_check,
            "json" if style == "json" else "problem",
            max_tokens,
            forward=forward,
            tests=tests,
        )
        with engine:
            answer = engine.ask(text)
            more = explained(engine, answer, explain, what_if)
    _print_answer(answer, as_json, more)


@app.command()
def solve(
    source: Source,
    budget: Seconds = 10.0,
    backend: Backend = None,
    cross_check: CrossCheck = False,
    forward: Forward = False,
    explain: Explain = None,
    what_if: WhatIf = None,
    as_json: Json = False,
) -> None:
    """Decide a problem in the notation or in JSON."""
    with _unreadable():
        problem = loads(read_source(source))
    with (
        _usage(),
        progress() as on,
        Engine(
            None, backend or (), _budget(budget), on=on, cross_check=cross_check, forward=forward
        ) as engine,
    ):
        answer = engine.solve(problem)
        more = explained(engine, answer, explain, what_if)
    _print_answer(answer, as_json, more)


@app.command()
def check(
    source: Source,
    text: Annotated[Path | None, typer.Option(help="The text that the problem quotes.")] = None,
) -> None:
    """Say what is wrong with a problem, without solving it."""
    with _unreadable():
        problem = loads(read_source(source))
    if text is not None:
        problem = replace(problem, text=read_source(str(text)))
    with Engine() as engine:
        faults = engine.check(problem)
    for fault in faults:
        typer.echo(f"{fault.severity}: {fault}")
    if not faults:
        typer.echo(f"No faults: {len(problem.claims)} claims, {len(problem.symbols)} symbols.")
    raise typer.Exit(UNREADABLE if errors(faults) else 0)


def main() -> None:
    """Run the command line; what went wrong is said in one line, never as a traceback."""
    if find_spec("neurosym.bench") and find_spec("neurosym.bench.cli"):
        from neurosym.bench.cli import app as bench

        app.add_typer(bench, name="bench")
    try:
        app(auto_envvar_prefix="NEUROSYM")
    except FaultError as error:
        _refuse(error, USAGE)
    except BrokenPipeError:
        # the reader has gone; what is still buffered must not raise again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


# --- in and out


def _print_answer(answer: Answer, as_json: bool, more: Explained) -> NoReturn:
    if as_json:
        typer.echo(json.dumps({**answer.to_json(), **more.data}, ensure_ascii=False, indent=2))
    else:
        head, _, rest = answer.report().partition("\n")
        typer.secho(head, bold=True)
        for part in filter(None, (rest, more.text)):
            typer.echo(part)
    raise typer.Exit(EXIT_CODES[answer.verdict])


@contextmanager
def _unreadable() -> Iterator[None]:
    try:
        yield
    except FaultError as error:
        _refuse(error, UNREADABLE)


@contextmanager
def _usage() -> Iterator[None]:
    try:
        yield
    except FaultError as error:
        _refuse(error, USAGE)


def _refuse(error: FaultError, code: int) -> NoReturn:
    for fault in error.faults:
        typer.echo(str(fault), err=True)
    sys.exit(code)


def _budget(seconds: float) -> Budget:
    try:
        return Budget(cpu_s=seconds, wall_s=2 * seconds)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--budget") from None
