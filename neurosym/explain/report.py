"""Why a result holds, as sections of short lines; drawn as text or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from neurosym.explain.cited import derived, first_of, is_cited, shortened
from neurosym.explain.say import clipped, plain, solution_lines
from neurosym.explain.worlds import Row, side_by_side
from neurosym.faults import visible
from neurosym.ir.core import (
    TRUE,
    Apply,
    Arith,
    Ask,
    Claim,
    Compare,
    Entails,
    Enumerate,
    Num,
    Optimise,
    Problem,
    Term,
)
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.pretty import print_formula
from neurosym.ir.verdict import Result, Verdict
from neurosym.ir.walk import subterms, symbols_in

SAYS = 48
"""Characters of a sentence that a line shows."""
MAX_FACTS = 16
"""Facts of two worlds that are shown side by side."""
TITLE = 12

CONFLICTS = frozenset((Verdict.INCONSISTENT, Verdict.NONE, Verdict.INFEASIBLE))
"""Verdicts whose core is a conflict, not a reason."""


@dataclass(frozen=True, slots=True)
class Section:
    """A title and its lines; each line is a row of cells."""

    title: str
    lines: tuple[tuple[str, ...], ...]


class Claims(tuple[Claim, ...]):
    """Some claims of a problem; printed one a line, sentence beside formula."""

    __slots__ = ()

    def __str__(self) -> str:
        return "\n".join(aligned(list(map(claim_cells, self))))


def sections(problem: Problem, result: Result, why: DerivationCertificate | None = None) -> Iterator[Section]:
    """Yield what the verdict rests on, and what shows it."""
    core = set(result.core)
    used = [claim for claim in problem.claims if claim.id in core]
    title = "conflict" if result.verdict in CONFLICTS else "because"
    if used:
        yield Section(title, tuple(_used(used, why)))
    spare = tuple(claim.id for claim in spared(problem, result))
    if spare:
        yield Section("not needed", ((", ".join(spare),),))
    if result.options:
        yield Section("options", tuple((label, status) for label, status in result.options.items()))
    listed = isinstance(problem.goal, Enumerate)
    found = isinstance(problem.goal, Ask)  # the headline has it
    if result.value is not None and not found and not result.options and (listed or len(result.models) < 2):
        sought = _ungiven(problem, _sought(problem, result.value))
        yield Section("solution", tuple((line,) for line in solution_lines(sought)))
    if len(result.models) > 1 and not listed:
        yield worlds_section(problem, result)
    if found and result.method:
        yield Section("read as", ((visible(result.method),),))
    if taken := granted(problem, result):
        yield Section("assuming", tuple((visible(line),) for line in taken))
    if result.reason and not result.verdict.abstains:
        yield Section("note", ((visible(result.reason),),))


def _used(claims: Sequence[Claim], why: DerivationCertificate | None) -> Iterator[tuple[str, ...]]:
    """Yield claims as cells, derived triples with how they follow, and how many triples are not shown."""
    shown, more = first_of(claims)
    for claim in shown:
        yield claim_cells(claim)
        yield from (("", line) for line in derived(claim, why))
    if more:
        yield (f"and {more} more triples",)


def _sought(problem: Problem, value: object) -> object:
    """Return a plan without the figures of its text: what a sentence gives as a number for one unit.

    Such a figure has no gloss of its own, and something that is sought is multiplied by it.
    """
    if not isinstance(problem.goal, Optimise) or not isinstance(value, Mapping):
        return value
    factors = {
        name
        for formula in (problem.goal.term, *(claim.formula for claim in problem.claims))
        for part in subterms(formula)
        if isinstance(part, Arith) and part.op == "*" and len(symbols_in(part)) > 1
        for name in symbols_in(part)
    }
    bare = {symbol.name for symbol in problem.symbols if not symbol.gloss and not symbol.args}
    told = {name for claim in problem.claims if claim.kind == "said" and (name := _given(claim.formula))}
    return {name: part for name, part in value.items() if name not in factors & bare & told}


def _ungiven(problem: Problem, value: object) -> object:
    """Return a solution without what a graph gives, which is cited."""
    if not isinstance(value, Mapping):
        return value
    given = {name for claim in problem.claims if is_cited(claim) for name in symbols_in(claim.formula)}
    return {name: part for name, part in value.items() if name not in given}


def _given(formula: Term) -> str:
    """Return what a formula gives a number."""
    match formula:
        case Compare("==", Apply(name, ()), Num()):
            return name
        case _:
            return ""


def granted(problem: Problem, result: Result) -> tuple[str, ...]:
    """Return what the verdict takes for granted, in plain words.

    What is assumed and went into the formulas of other claims is said here; `One hour is 60 minutes.`
    """
    silent = (claim.says for claim in problem.claims if claim.kind == "assumed" and claim.formula == TRUE)
    return tuple(dict.fromkeys((*result.assumptions, *filter(None, silent))))


def spared(problem: Problem, result: Result) -> tuple[Claim, ...]:
    """Return the claims that a minimal core does without. Rules count by what no rule says, too."""
    if not result.minimal or not result.core:
        return ()
    return tuple(claim for claim in problem.claims if claim.id not in result.core and claim.kind != "rule")


def claim_cells(claim: Claim) -> tuple[str, ...]:
    """Return a claim as cells: id, sentence, formula; of a triple, which says itself, no formula."""
    if is_cited(claim):
        return (claim.id, shortened(visible(claim.says)))
    says = clipped(visible(claim.says), SAYS)
    if claim.kind != "said" or not says:
        says = f"({claim.kind}) {says}".strip()
    return (claim.id, says, print_formula(claim.formula))


def worlds_section(problem: Problem, result: Result) -> Section:
    """Return the first two worlds side by side: all that differs, and the rest on one line."""
    rows = side_by_side(problem, result.models[:2])
    heads = ("it holds", "it does not") if isinstance(problem.goal, Entails) else ("one", "another")
    differing = [row for row in rows if row.differs]
    same = [row for row in rows if not row.differs]
    lines = [("", *heads), *((row.what, *row.values) for row in differing[:MAX_FACTS])]
    if len(differing) > MAX_FACTS:
        lines.append((f"and {len(differing) - MAX_FACTS} more differences",))
    if same:
        lines.append((f"in both: {', '.join(map(_shared, same[:MAX_FACTS]))}" + _more(same),))
    return Section("worlds", tuple(lines))


def _shared(row: Row) -> str:
    return row.what if row.values[0] == plain(True) else f"{row.what} = {row.values[0]}"


def _more(rows: Sequence[Row]) -> str:
    return f", and {len(rows) - MAX_FACTS} more" if len(rows) > MAX_FACTS else ""


# --- drawing


def as_text(head: str, trust: str, parts: Iterable[Section]) -> str:
    """Return the sections as aligned text, titles on the left."""
    lines = [f"{head:<69} {trust}" if trust else head]
    for part in parts:
        for number, cells in enumerate(aligned(part.lines)):
            lines.append(f"{part.title if number == 0 else '':<{TITLE}}{cells}".rstrip())
    return "\n".join(lines)


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows as lines whose cells stand under each other on a terminal, wide characters too."""
    columns = max((len(row) for row in rows), default=0)
    widths = [max((cell_len(row[c]) for row in rows if c + 1 < len(row)), default=0) for c in range(columns)]
    for row in rows:
        *first, last = (*row,) or ("",)
        cells = [set_cell_size(cell, width) for cell, width in zip(first, widths, strict=False)]
        yield "  ".join((*cells, last))


def as_markdown(head: str, trust: str, parts: Iterable[Section]) -> str:
    """Return the sections as a table."""
    lines = [f"**{_cell(head)}** {_cell(trust)}".rstrip(), "", "| | |", "|---|---|"]
    for part in parts:
        body = "<br>".join(" ".join(_cell(cell) for cell in row if cell) for row in part.lines)
        lines.append(f"| {part.title} | {body} |")
    return "\n".join(lines)


def _cell(text: str) -> str:
    plain_text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{char}" if char in r"\|*_`[]" else char for char in plain_text)
