"""Linear and integer programmes told in sentences: from readings to one problem with its objective.

Amounts for one unit become parameters, limits become claims about the decided quantities, and every link
that the text does not spell out is an assumed claim or a fault. Solves nothing and asks no language model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.amounts import Amounts, Unlinked
from neurosym.translate.sentences.choices import Choices, point_back
from neurosym.translate.sentences.deciding import find_choices
from neurosym.translate.sentences.domains import Domain, domains
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.figures import Figures
from neurosym.translate.sentences.ledger import Ledger, read_tables
from neurosym.translate.sentences.limits import Limits
from neurosym.translate.sentences.linking import AIM, Links, find_links
from neurosym.translate.sentences.parts import Choose, Each, FindAll, Liars, Objective, Question, Says, Which
from neurosym.translate.sentences.quantities import spoken_in
from neurosym.translate.sentences.straightening import per_unit_after_all, spoken_aim, straightened

_FOREIGN = (Each, Liars, Says, Question, Which)


def is_programme(entries: Sequence[Entry]) -> bool:
    """Say whether readings decide on quantities: some are declared, something is sought, or by its words."""
    sought = any(isinstance(part, Choose | Objective) for entry in entries for part in entry.parts)
    return sought or spoken_aim(entries) is not None


def assemble_programme(entries: Sequence[Entry]) -> Assembled:
    """Put the readings of a programme together.

    Every decided quantity is a constant of sort Int or Real, whose gloss says why, and is assumed not to be
    negative. Each sentence is quoted by what it says; what it says of one unit is a parameter. Faults of
    severity error (`no-choice`, `programme`) leave the problem out; warnings (`unlinked`, `unused`,
    `objective`, `two-amounts`, `ambiguous`, `repeated`, `misplaced`) say what a reader should doubt.
    """
    entries = straightened(entries)
    choices = find_choices(entries)
    if not choices.all:
        text = entries[0].text if entries else ""
        return Assembled(None, (_fault("no-choice", "nothing says what is to be decided", text),))
    return _Assembler(entries, choices).programme()


def _fault(code: str, what: str, text: str, hint: str = "") -> Fault:
    severe = code in ("no-choice", "programme")
    return Fault(code, what, Span(text, 0, len(text)), hint, severity="error" if severe else "warning")


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
        goal = self._objective[1].term if self._objective else None
        self._links: Links = find_links(self._ledger.rest, goal, self._texts, self._ledger.tables, choices)
        self._amounts = Amounts(choices, self._links)
        own = [Figures(text) for text in self._texts]
        figures = [own[place] for place, _ in self._ledger.rest]
        self._limits = Limits(choices, self._links, self._amounts, figures)

    def programme(self) -> Assembled:
        said: list[tuple[int, Term]] = list(self._ledger.given)
        for number, (place, formula) in enumerate(self._ledger.rest):
            try:
                said.append((place, self._limits.formula(number, formula)))
            except Unlinked as unlinked:
                self._doubt("unlinked", str(unlinked), place)
        goal = self._goal()
        said.sort(key=lambda claim: claim[0])
        self._foreign()
        self._unused(said, goal)
        kinds = domains(
            self._choices, self._texts, self._links.tables, self._limits.units, self._limits.yes_no()
        )
        claims = tuple(self._claims(said))
        problem = Problem((), tuple(self._symbols(kinds)), claims, goal, " ".join(self._texts))
        return Assembled(
            problem, tuple(self._faults), tuple(assumed.says for assumed in self._amounts.assumed)
        )

    def _doubt(self, code: str, what: str, place: int, hint: str = "") -> None:
        self._faults.append(_fault(code, what, self._texts[place], hint))

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
                    self._faults.append(_fault("unlinked", what, entry.text))

    def _unused(self, said: Sequence[tuple[int, Term]], goal: Goal) -> None:
        tables = self._links.tables
        used = self._used(said, goal)
        for table in tables:
            if used.isdisjoint(table.of.values()):
                where = next((p for p, t in self._ledger.given if _names(t) & set(table.of.values())), 0)
                self._doubt("unused", f"no limit and no objective uses {table.phrase}", where)
        self._contradicted(said)
        self._overheard()
        for number, name in self._limits.repeated:
            what = f"`{name}` is said less often than it is used"
            self._doubt("repeated", what, self._ledger.rest[number][0])
        for doubtful in self._amounts.doubtful:
            aim = self._objective[0] if self._objective else 0
            where = aim if doubtful.formula == AIM else self._ledger.rest[doubtful.formula][0]
            self._doubt("ambiguous", f"what `{doubtful.phrase}` measures is a guess", where)
        if isinstance(goal, Optimise):
            for n, member in self._amounts.missing:
                phrase = self._choices.all[member].phrase
                if self._objective and set(tables[n].of.values()) & self._deep(_names(goal.term)):
                    what = f"there is no {tables[n].phrase} of {phrase}"
                    self._doubt("objective", what, self._objective[0])

    def _overheard(self) -> None:
        """Doubt a table without an amount of a choice, where a sentence names both and gave it nothing."""
        aim = self._objective[0] if self._objective else -1
        given = {(place, name) for place, formula in self._ledger.given for name in _names(formula)}
        for n, member in self._amounts.missing:
            table, phrase = self._links.tables[n], self._choices.all[member].phrase
            for place, text in enumerate(self._texts):
                figures = any(char.isdigit() for char in text)
                heard = figures and member in self._choices.named_in(text) and spoken_in(text, table.phrase)
                entered = any((place, symbol) in given for symbol in table.of.values())
                if heard and not entered and place != aim:
                    self._doubt("unused", f"this may say how much {table.phrase} {phrase} takes", place)

    def _contradicted(self, said: Sequence[tuple[int, Term]]) -> None:
        """Doubt what is equated with two numbers, and totals of all that go by several names."""
        equal: dict[Term, Term] = {}
        for place, formula in said:
            match formula:
                case Compare("==", left, Num() as right) if equal.setdefault(left, right) != right:
                    self._doubt("two-amounts", "this equates one amount with two numbers", place)
        sums = {assumed.symbol for assumed in self._amounts.assumed if assumed.total == self._amounts.sum()}
        for place, formula in said if len(sums) > 1 else ():
            if _names(formula) & sums:
                self._doubt("ambiguous", "several words were taken for the sum of all", place)

    def _used(self, said: Sequence[tuple[int, Term]], goal: Goal) -> set[str]:
        """Return the symbols in limits and the objective, also by way of an assumed total."""
        limits = [formula for entry in said if entry not in self._ledger.given for formula in entry[1:]]
        terms = [*limits, *((goal.term,) if isinstance(goal, Optimise) else ())]
        return self._deep({name for term in terms for name in _names(term)})

    def _deep(self, found: set[str]) -> set[str]:
        for assumed in self._amounts.assumed:
            if assumed.symbol in found:
                found |= _names(assumed.total)
        return found

    # --- what comes out

    def _symbols(self, kinds: Sequence[Domain]) -> Iterator[Symbol]:
        for choice, kind in zip(self._choices.all, kinds, strict=True):
            yield Symbol(choice.symbol, (), kind.sort, kind.reason)
        yield from self._ledger.parameters
        for assumed in self._amounts.assumed:
            yield Symbol(assumed.symbol, (), REAL)

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
        for n, member in self._amounts.missing:
            table, choice = self._links.tables[n], self._choices.all[member]
            yield "assumed", f"{choice.phrase} takes and brings no {table.phrase}.", TRUE


def _names(term: Term) -> set[str]:
    return {part.name for part in subterms(term) if isinstance(part, Apply)}
