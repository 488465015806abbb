"""What `rules run` prints: contradictions first, then rows, as text, CSV, JSON or Turtle. Decides nothing."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import typer

from neurosym.cli_rules_facts import TRIPLE, Loaded
from neurosym.explain.derivation import Tree
from neurosym.explain.report import aligned
from neurosym.faults import Fault, FaultError, visible
from neurosym.ir.core import Var
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.model import Value
from neurosym.ir.plain import Json, to_plain
from neurosym.ir.rules import RuleBase
from neurosym.solve.rules import Derived
from neurosym.solve.rules.asked import Asked
from neurosym.solve.rules.tables import columns

MAX_CONTRADICTIONS = 10


class Format(StrEnum):
    """How rows are printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


@dataclass(frozen=True, slots=True)
class Printed:
    """What is to be printed, and how.

    `signs`: predicates that say that facts contradict each other. `most`: rows of a text table, 0 for all.
    """

    base: RuleBase
    derived: Derived
    loaded: Loaded
    asked: Sequence[Asked]
    trees: Sequence[Tree]
    signs: Sequence[str]
    form: Format
    mermaid: bool
    new: bool
    most: int
    header: bool


def printed(what: Printed) -> None:
    """Print it. Raises `FaultError` (`usage`) where the form cannot say it."""
    if what.trees and what.form in (Format.CSV, Format.TTL):
        raise FaultError(Fault("usage", "--why is printed as text, as --mermaid, or in --format json"))
    match what.form:
        case Format.TEXT:
            for line in _text(what):
                typer.echo(line)
        case Format.CSV:
            _csv(what)
        case Format.JSON:
            typer.echo(json.dumps(_json(what), ensure_ascii=False))
        case Format.TTL:
            _turtle(what)
    if what.form in (Format.CSV, Format.TTL):
        for line in _contradictions(what):
            typer.echo(line, err=True)


def counts(what: Printed) -> list[tuple[str, int, int]]:
    """Return each predicate that there are facts of, how many were stated, and how many derived."""
    found = []
    for symbol in what.base.symbols:
        total = what.derived.count(symbol.name)
        derived = sum(1 for _ in what.derived.select(symbol.name, [None] * len(columns(symbol)), new=True))
        if total:
            found.append((symbol.name, total - derived, derived))
    return found


# --- text


def _text(what: Printed) -> Iterator[str]:
    yield from _contradictions(what)
    blocks = [_answer(what, asked) for asked in what.asked]
    blocks += [iter((tree.mermaid() if what.mermaid else str(tree),)) for tree in what.trees]
    for number, block in enumerate(blocks or [_summary(what)]):
        if number:
            yield ""
        yield from block


def _summary(what: Printed) -> Iterator[str]:
    table = [(name, f"{given:,}", f"{derived:,}") for name, given, derived in counts(what)]
    yield from _aligned_right([("predicate", "given", "derived"), *table]) if table else ("No facts.",)


def _contradictions(what: Printed) -> Iterator[str]:
    for name in what.signs:
        count = what.derived.count(name)
        if count:
            yield f"These facts contradict each other ({name}: {count:,}):"
            for row in islice(what.derived.rows(name), MAX_CONTRADICTIONS):
                yield f"    {name}({', '.join(_words(what, row))})"
            if count > MAX_CONTRADICTIONS:
                yield f"    … and {count - MAX_CONTRADICTIONS:,} more: --ask {name}"
            if what.form is Format.TEXT:
                yield ""


def _answer(what: Printed, asked: Asked) -> Iterator[str]:
    if asked.fact is not None:
        answer = "yes" if what.derived.holds(asked.fact) else "no, it does not follow"
        yield f"{visible(asked.text)}: {answer}"
        return
    found = list(asked.rows(what.derived, what.new))
    new = "new " * what.new
    yield f"{visible(asked.text)}: {len(found):,} {new}fact{'s' * (len(found) != 1)}"
    most = what.most or len(found)
    yield from (f"    {line}" for line in aligned([_words(what, row) for row in found[:most]]))
    if len(found) > most:
        yield f"    … and {len(found) - most:,} more: --rows 0 shows all"


def _words(what: Printed, row: Iterable[Value]) -> tuple[str, ...]:
    return tuple(visible(what.loaded.show(value)) for value in row)


def _aligned_right(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield lines whose first cells stand on the left, the others on the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells))


# --- other forms


def _csv(what: Printed) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    if not what.asked:
        out.writerows([("predicate", "given", "derived"), *counts(what)])
        return
    if len(what.asked) > 1:
        raise FaultError(Fault("usage", "one table of CSV has one --ask", hint="--format json has several"))
    (asked,) = what.asked
    if what.header:
        out.writerow(_heads(what, asked))
    for row in asked.rows(what.derived, what.new):
        out.writerow([_cell(what.loaded.full(value)) for value in row])


def _heads(what: Printed, asked: Asked) -> list[str]:
    """Return the name of each variable, and of the other columns the sort with their number."""
    sorts = columns(what.base.signature.symbols[asked.name])
    return [
        arg.name.removeprefix("?")
        if isinstance(arg, Var) and not arg.name[1:].isdigit()
        else f"{sort.lower()}{place}"
        for place, (arg, sort) in enumerate(zip(asked.args, sorts, strict=True), start=1)
    ]


def _cell(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json(what: Printed) -> dict[str, object]:
    answers = []
    for asked in what.asked:
        found = [_plain(what, row) for row in asked.rows(what.derived, what.new)]
        answers.append({"ask": asked.text, "predicate": asked.name, "rows": found})
    return {
        "contradictions": {
            name: [_plain(what, row) for row in what.derived.rows(name)]
            for name in what.signs
            if what.derived.count(name)
        },
        "facts": {name: {"given": given, "derived": derived} for name, given, derived in counts(what)},
        "answers": answers,
        "why": [_why(tree) for tree in what.trees],
    }


def _why(tree: Tree) -> dict[str, Json]:
    """Return the certificate, or where none was accepted a derivation in its form, which shows less."""
    found = tree.certificate or DerivationCertificate(tree.base, tree.derivation, {})
    return {**found.to_json(), "certified": tree.certificate is not None}


def _plain(what: Printed, row: Iterable[Value]) -> list[Json]:
    return [to_plain(what.loaded.full(value)) for value in row]


def _turtle(what: Printed) -> None:
    triples = what.loaded.triples
    if triples is None or any(asked.name != TRIPLE for asked in what.asked):
        hint = "--format csv and json print every predicate"
        raise FaultError(Fault("usage", f"Turtle says only what `{TRIPLE}` does, of triples", hint=hint))
    every = Asked(TRIPLE, TRIPLE, (Var("?1"), Var("?2"), Var("?3")))
    rows = (row for asked in what.asked or (every,) for row in asked.rows(what.derived, what.new))
    text, left = triples.turtle((str(s), str(p), str(o)) for s, p, o in rows)
    typer.echo(text, nl=False)
    if left:
        why = "RDF has no literals with properties, and names are IRIs"
        typer.echo(f"{left} triples are left out: {why}", err=True)
