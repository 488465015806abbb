"""The command line: `neurosym ask solve check verify show graph guard ingest export doctor`. Decides nothing.

Answers are printed by `cli_print`, which says the exit codes.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from neurosym.cli_align import align
from neurosym.cli_doctor import doctor
from neurosym.cli_explain import Explain, WhatIf, explained
from neurosym.cli_export import export
from neurosym.cli_graph import (
    Derive,
    KnowledgeOf,
    asked,
    facts_of,
    graph,
    only_text,
    question,
    reads_questions,
    solved,
)
from neurosym.cli_guard import guard
from neurosym.cli_ingest import ingest
from neurosym.cli_lms import opened
from neurosym.cli_print import UNREADABLE, USAGE, marked, print_answer, refuse, unreadable, usage
from neurosym.cli_progress import progress
from neurosym.cli_rules import rules
from neurosym.cli_show import show
from neurosym.cli_train import card, train
from neurosym.cli_verify import verify
from neurosym.cli_verify_text import verify_text
from neurosym.cli_words import default_record, read_source
from neurosym.engine import DEFAULT_LM, Engine
from neurosym.faults import FaultError, errors
from neurosym.ir.core import Ask
from neurosym.ir.load import loads
from neurosym.workers.budget import Budget

app = typer.Typer(
    name="neurosym",
    help="A question in words becomes logic, a solver decides it, and you see which sentences it rests on.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(verify)
app.command()(show)
app.command()(graph)
app.command()(align)
app.command()(verify_text)
app.command()(guard)
app.command()(ingest)
app.command()(export)
app.command()(doctor)
app.command()(train)
app.command()(card)
app.add_typer(rules)

Source = Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")]
Question = Annotated[
    str, typer.Argument(metavar="FILE", help="A file, - for standard input, or with --knowledge a question.")
]
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
    source: Question,
    knowledge: KnowledgeOf = None,
    rules: Derive = "",
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
    """Answer a question in words, from its text or from a graph."""
    text = question(source) if knowledge else read_source(source)
    if style not in ("json", "problem"):
        raise typer.BadParameter("write json or problem", param_hint="--style")
    with usage(), progress() as on:
        kept = None if no_record else record or default_record()
        if knowledge:
            only_text(explain or what_if)
            one = opened(reads_questions(lm), base_url, api_key, model)
            print_answer(asked(text, knowledge, rules, one, budget, kept, on), as_json)
        lms = [opened(word, base_url, api_key, model) for word in lm or [DEFAULT_LM]]
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
    print_answer(answer, as_json, more)


@app.command()
def solve(
    source: Source,
    knowledge: KnowledgeOf = None,
    rules: Derive = "",
    budget: Seconds = 10.0,
    backend: Backend = None,
    cross_check: CrossCheck = False,
    forward: Forward = False,
    explain: Explain = None,
    what_if: WhatIf = None,
    as_json: Json = False,
) -> None:
    """Decide a problem in the notation or in JSON, with what it takes from a graph."""
    with unreadable():
        problem = loads(read_source(source))
    if knowledge and isinstance(problem.goal, Ask):
        with usage():
            only_text(explain or what_if)
            print_answer(solved(problem, knowledge, rules, budget), as_json)
    with (
        usage(),
        progress() as on,
        Engine(
            None, backend or (), _budget(budget), on=on, cross_check=cross_check, forward=forward
        ) as engine,
    ):
        answer = engine.solve(problem, facts_of(knowledge, rules))
        more = explained(engine, answer, explain, what_if)
    print_answer(answer, as_json, more)


@app.command()
def check(
    source: Source,
    text: Annotated[Path | None, typer.Option(help="The text that the problem quotes.")] = None,
) -> None:
    """Say what is wrong with a problem, without solving it."""
    with unreadable():
        problem = loads(read_source(source))
    if text is not None:
        problem = replace(problem, text=read_source(str(text)))
    with Engine() as engine:
        faults = engine.check(problem)
    for fault in faults:
        typer.echo(marked(fault))
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
        refuse(error, USAGE)
    except BrokenPipeError:
        # the reader has gone; what is still buffered must not raise again at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _budget(seconds: float) -> Budget:
    try:
        return Budget(cpu_s=seconds, wall_s=2 * seconds)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--budget") from None
