"""The verbs `rules run` and `rules list`: rules over facts from files, and what follows. Decides nothing.

Exit codes: 0 · 3 where facts contradict each other, or what is asked does not follow · 5 rules that cannot be
run · 6 a limit was met · 2 other input that cannot be read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from math import isfinite
from typing import Annotated

import typer
from rich.console import Console
from rich.live import Live
from rich.text import Text

from neurosym.accepted import certified_fact
from neurosym.cli_rules_facts import Loaded, load, missing_names, rules_of
from neurosym.cli_rules_print import Format, Printed, printed
from neurosym.cli_rules_stable import stable_json, stable_lines
from neurosym.explain.derivation import Tree
from neurosym.faults import Fault, FaultError, visible
from neurosym.ir.rules import RuleBase
from neurosym.shelf import shelf
from neurosym.solve.rules import Derived, Limits, Programme
from neurosym.solve.rules.asked import Asked, read_asked
from neurosym.solve.rules.stable import stable_models

USAGE, NO, UNREADABLE, LIMIT = 2, 3, 5, 6
EXIT_CODES = {"limit": LIMIT, "not-derived": NO, "file": USAGE, "missing": USAGE}
CONTRADICTIONS = ("contradictory", "inconsistent")
"""Predicates that say, by their name, that facts contradict each other."""


class Which(StrEnum):
    """What is asked of all stable models."""

    ALL = "all"
    BRAVE = "brave"
    CAUTIOUS = "cautious"


rules = typer.Typer(name="rules", help="Rules over facts: what follows, and why.", no_args_is_help=True)


@rules.command("list")
def list_packs() -> None:
    """List the rule packs that are shipped, and the facts that they want."""
    for path in sorted(shelf("rules").glob("*.rules")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = lines[: next(number for number, line in enumerate(lines) if not line.startswith("#"))]
        typer.secho(path.stem, bold=True)
        for line in head:
            typer.echo(f"    {line.removeprefix('#').strip()}")


@rules.command()
def run(
    source: Annotated[str, typer.Argument(metavar="RULES", help="A .rules file, or a pack's name: kinship.")],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[NAME=]FILE",
            help="Facts: a .csv or .tsv file of the predicate that is the file's name (or NAME), triples as "
            ".ttl, .nt, .nq, .trig or .rdf, or a folder of such files; repeat it for several.",
        ),
    ] = None,
    header: Annotated[
        bool, typer.Option("--header", help="The first line of each table, in and out, names its columns.")
    ] = False,
    ask: Annotated[
        list[str] | None,
        typer.Option(
            metavar="QUESTION",
            help="A predicate, with values and variables (?who, X, _) or without: 'ancestor(ada, X)'.",
        ),
    ] = None,
    why: Annotated[list[str] | None, typer.Option(metavar="FACT", help="Show why a fact follows.")] = None,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Show why as a mermaid graph.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How rows are printed.")] = Format.TEXT,
    new: Annotated[bool, typer.Option("--new", help="Only what was derived, not what was given.")] = False,
    rows: Annotated[int, typer.Option(min=0, help="Rows of a text table; 0 is all.")] = 50,
    max_facts: Annotated[int, typer.Option(min=1, help="Facts, given and derived, to stop at.")] = 10_000_000,
    budget: Annotated[float, typer.Option(min=0.001, help="Seconds of processor time for the rules.")] = 60.0,
    stable: Annotated[
        Which | None,
        typer.Option(help="Stable models, by clingo, of rules that depend on their own negation."),
    ] = None,
    models: Annotated[int, typer.Option(min=1, help="Stable models to show.")] = 10,
) -> None:
    """Derive what follows from facts, and answer questions about it."""
    if not isfinite(budget):
        raise typer.BadParameter("write a finite number of seconds", param_hint="--budget")
    limits = Limits(max_facts, budget)
    with _faults():
        with _faults(UNREADABLE):
            base = rules_of(source)
        with _progress(lambda: "reading facts"):
            loaded = load(base, facts or (), header, max_facts)
        asked = [read_asked(text, base.signature, loaded.named) for text in ask or ()]
        wanted = [_ground(text, base, loaded) for text in why or ()]
        if stable is not None:
            if wanted or form in (Format.CSV, Format.TTL):
                raise FaultError(Fault("usage", "--stable prints text or JSON, and has no --why"))
            with _progress(lambda: "clingo"):
                sets = stable_models(base, loaded.facts, stable.value, models, limits)
            lines = stable_lines(sets, stable.value, asked, loaded, rows)
            typer.echo(stable_json(sets, asked, loaded) if form is Format.JSON else "\n".join(lines))
            raise typer.Exit(0 if sets.sets else NO)
        with _faults(UNREADABLE):
            programme = _programme(base)
        derived = Derived(programme, limits)
        with _progress(lambda: f"{derived.size():,} facts"):
            derived.add(loaded.facts)
        for note in missing_names((*asked, *wanted), derived, loaded):
            typer.echo(note, err=True)
        trees = [_tree(question, base, programme, derived, loaded) for question in wanted]
        signs = [name for name in CONTRADICTIONS if name in base.signature.symbols]
        printed(Printed(base, derived, loaded, asked, trees, signs, form, mermaid, new, rows, header))
        failed = any(question.fact and not derived.holds(question.fact) for question in asked)
        failed |= any(derived.count(name) for name in signs)
    raise typer.Exit(NO if failed else 0)


# --- in


def _programme(base: RuleBase) -> Programme:
    try:
        return Programme.of(base)
    except FaultError as error:
        raise FaultError(*(_with_stable(fault) for fault in error.faults)) from None


def _with_stable(fault: Fault) -> Fault:
    if fault.code != "not-stratified":
        return fault
    return replace(fault, hint=f"{fault.hint}, or ask for stable models: --stable all")


def _ground(text: str, base: RuleBase, loaded: Loaded) -> Asked:
    question = read_asked(text, base.signature, loaded.named)
    if question.fact is None:
        hint = "a variable is `?name`, `_` or one capital letter; a value of that form stands in quotes"
        raise FaultError(Fault("syntax", f"`{text:.80}` has a variable: --why takes one fact", hint=hint))
    return question


def _tree(question: Asked, base: RuleBase, programme: Programme, derived: Derived, loaded: Loaded) -> Tree:
    assert question.fact is not None
    if not derived.holds(question.fact):
        raise FaultError(Fault("not-derived", f"{visible(question.text)} does not follow"))
    accepted = certified_fact(base, programme, derived, question.fact)
    return Tree(derived.why(question.fact), base, loaded.show, accepted)


@contextmanager
def _progress(words: Callable[[], str]) -> Iterator[None]:
    """Show how far a long run is, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    console = Console(stderr=True)
    with Live(console=console, get_renderable=lambda: Text(words()), transient=True, refresh_per_second=4):
        yield


@contextmanager
def _faults(code: int = USAGE) -> Iterator[None]:
    """End the program with what is wrong, in its own words."""
    try:
        yield
    except FaultError as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        codes = [EXIT_CODES[fault.code] for fault in error.faults if fault.code in EXIT_CODES]
        raise typer.Exit(max(codes, default=code)) from None
