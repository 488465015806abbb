"""Linear and integer programmes told in sentences: from readings to one problem with its objective.

Amounts for one unit become parameters, limits become claims about the decided quantities, and every link
that the text does not spell out is an assumed claim or a fault. Solves nothing and asks no language model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.faults import Fault, Span
from neurosym.ir.core import (
    REAL,
    TRUE,
    Apply,
    Claim,
    ClaimKind,
    Compare,
    Find,
    Goal,
    Num,
    Optimise,
    Problem,
    Symbol,
    Term,
)
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.parts import (
    Choose,
    Each,
    FindAll,
    Liars,
    Objective,
    Question,
    Says,
    Which,
)
from neurosym.translate.sentences.programmes.amounts import Amounts, Unlinked
from neurosym.translate.sentences.programmes.choices import Choices
from neurosym.translate.sentences.programmes.deciding import declared, find_choices
from neurosym.translate.sentences.programmes.domains import Domain, domains, taken_whole
from neurosym.translate.sentences.programmes.figures import Figures
from neurosym.translate.sentences.programmes.ledger import Ledger, read_tables
from neurosym.translate.sentences.programmes.limits import Limits
from neurosym.translate.sentences.programmes.linking import AIM, Links, find_links
from neurosym.translate.sentences.programmes.loose_ends import LooseEnds, doubt
from neurosym.translate.sentences.programmes.misheard import misheard
from neurosym.translate.sentences.programmes.pronouns import point_back
from neurosym.translate.sentences.programmes.quantities import AIMING, key, plain_words
from neurosym.translate.sentences.programmes.straightening import per_unit_after_all, spoken_aim, straightened

_FOREIGN = (Each, Liars, Says, Question, Which)


def is_programme(entries: Sequence[Entry]) -> bool:
    """Say whether readings decide on quantities: some are declared, something is sought, or by its words."""
    if any(isinstance(part, Choose | Objective) for entry in entries for part in entry.parts):
        return True
    bounded = any(
        isinstance(part, Compare) and part.op not in ("==", "!=") for entry in entries for part in entry.parts
    )
    return bounded and spoken_aim(entries) is not None


def assemble_programme(entries: Sequence[Entry]) -> Assembled:
    """Put the readings of a programme together.

    Every decided quantity is a constant of sort Int or Real, whose gloss says why, and is assumed not to be
    negative. Each sentence is quoted by what it says; what it says of one unit is a parameter. Faults of
    severity error (`no-choice`, `open`) leave the problem out; warnings (`unlinked`, `unused`,
    `objective`, `two-amounts`, `ambiguous`, `repeated`, `misplaced`) say what a reader should doubt.
    """
    told, entries = entries, straightened(entries)
    choices = find_choices(entries)
    if not choices.all:
        text = entries[0].text if entries else ""
        return Assembled(
            None, (Fault("no-choice", "nothing says what is to be decided", Span(text, 0, len(text))),)
        )
    programme = _Assembler(entries, choices).programme()
    heard = tuple(fault for entry in told for fault in misheard(entry, choices))
    return replace(programme, faults=(*programme.faults, *heard))


class _Assembler:
    def __init__(self, entries: Sequence[Entry], choices: Choices) -> None:
        self._entries = entries
        self._texts = [entry.text for entry in entries]
        self._choices = choices
        self._faults: list[Fault] = []
        told = per_unit_after_all(entries, point_back(entries, choices), choices)
        self._ledger: Ledger = read_tables(entries, told, choices)
        self._faults += self._ledger.faults
        self._objective = self._aim()
        goal = self._objective[1] if self._objective else None
        sought = self._texts[self._objective[0]] if self._objective else ""
        tables, rest = self._ledger.tables, self._ledger.rest
        self._links: Links = find_links(rest, goal, self._texts, tables, choices, sought)
        self._amounts = Amounts(choices, self._links)
        own = [Figures(text) for text in self._texts]
        figures = [own[place] for place, _ in self._ledger.rest]
        whole = taken_whole(choices, self._texts)
        self._limits = Limits(
            choices, self._links, self._amounts, figures, self._ledger.rest, whole, self._ledger.conversions
        )

    def programme(self) -> Assembled:
        said: list[tuple[int, Term]] = list(self._ledger.given)
        for number, (place, formula) in enumerate(self._ledger.rest):
            try:
                said.append((place, self._limits.formula(number, formula)))
            except Unlinked as unlinked:
                fault = replace(doubt(unlinked.code, str(unlinked), self._texts[place]), hint=unlinked.hint)
                self._faults.append(replace(fault, severity="error") if unlinked.error else fault)
        self._faults += self._ledger.conversions.faults
        goal = self._goal()
        said.sort(key=lambda claim: claim[0])
        self._foreign()
        ends = LooseEnds(
            self._texts,
            self._choices,
            self._ledger,
            self._links,
            self._amounts,
            self._limits,
            frozenset(map(key, declared(self._entries))),
        )
        self._faults += ends.faults(said, goal, self._objective[0] if self._objective else None)
        if any(fault.severity == "error" for fault in self._faults):
            return Assembled(None, tuple(self._faults))
        kinds = domains(
            self._choices, self._texts, self._links.tables, self._limits.units, self._limits.yes_no()
        )
        claims = tuple(self._claims(said))
        problem = Problem((), tuple(self._symbols(kinds)), claims, goal, " ".join(self._texts))
        return Assembled(
            problem, tuple(self._faults), tuple(assumed.says for assumed in self._amounts.assumed)
        )

    def _doubt(self, code: str, what: str, place: int) -> None:
        self._faults.append(doubt(code, what, self._texts[place]))

    # --- the objective

    def _aim(self) -> tuple[int, Objective] | None:
        found = [
            (place, part)
            for place, entry in enumerate(self._entries)
            for part in entry.parts
            if isinstance(part, Objective)
        ]
        for place, part in found[:-1]:
            if part.sense != found[-1][1].sense:
                self._doubt("objective", "another sentence asks for the opposite", place)
        if found:
            return found[-1]
        spoken = spoken_aim(self._entries)
        if spoken is not None:
            self._doubt("objective", "what is sought was found by its words alone", spoken[0])
        for place, text in enumerate(self._texts) if spoken is None else ():
            if AIMING & set(plain_words(text)):
                self._doubt("objective", "this may say what is to be large or small", place)
        return spoken

    def _goal(self) -> Goal:
        if self._objective is None:
            show = tuple(choice.symbol for choice in self._choices.all)
            says = next((e.text for e in self._entries if any(isinstance(p, FindAll) for p in e.parts)), "")
            return Find(show, says)
        place, part = self._objective
        try:
            term = self._amounts.amount(AIM, part.term)
        except Unlinked as unlinked:
            self._doubt("objective", str(unlinked), place)
            term = Num(0)
        return Optimise(part.sense, term, self._texts[place])

    # --- what is not used

    def _foreign(self) -> None:
        for entry in self._entries:
            for part in entry.parts:
                if isinstance(part, _FOREIGN):
                    what = f"a {type(part).__name__.lower()} has no place in a programme"
                    self._faults.append(doubt("unlinked", what, entry.text))

    # --- what comes out

    def _symbols(self, kinds: Sequence[Domain]) -> Iterator[Symbol]:
        for choice, kind in zip(self._choices.all, kinds, strict=True):
            yield Symbol(choice.symbol, (), kind.sort, kind.reason)
        yield from self._ledger.parameters
        for name in (*(assumed.symbol for assumed in self._amounts.assumed), *self._amounts.defined.values()):
            yield Symbol(name, (), REAL)

    def _claims(self, said: Sequence[tuple[int, Term]]) -> Iterator[Claim]:
        listed = [*self._said(said), *self._supposed()]
        for n, (kind, says, formula) in enumerate(listed, start=1):
            yield Claim(f"c{n}", formula, says, kind)

    def _said(self, said: Sequence[tuple[int, Term]]) -> Iterator[tuple[ClaimKind, str, Term]]:
        aim = self._objective[0] if self._objective else None
        for place, text in enumerate(self._texts):
            own = [formula for where, formula in said if where == place]
            for formula in own:
                yield "said", text, formula
            asks = any(isinstance(part, FindAll) for part in self._entries[place].parts)
            if not own and place != aim and not (asks and aim is None):
                yield "said", text, TRUE

    def _supposed(self) -> Iterator[tuple[ClaimKind, str, Term]]:
        for assumed in self._amounts.assumed:
            yield "assumed", assumed.says, Compare("==", Apply(assumed.symbol), assumed.total)
        yes_no = self._limits.yes_no()
        for choice in self._choices.all:
            yield "assumed", f"{choice.phrase}: never negative.", Compare(">=", Apply(choice.symbol), Num(0))
            if yes_no:
                yield "assumed", f"{choice.phrase}: yes or no.", Compare("<=", Apply(choice.symbol), Num(1))
        for says in self._ledger.conversions.told:
            yield "assumed", says, TRUE
        for n, member in self._amounts.missing:
            table, choice = self._links.tables[n], self._choices.all[member]
            yield "assumed", f"{choice.phrase} takes and brings no {table.phrase}.", TRUE
