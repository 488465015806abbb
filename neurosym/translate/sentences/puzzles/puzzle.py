"""Readings of a puzzle (orders, logic grids, assignments) become a problem: who is where, which day is whose.

What cannot be read is a fault that points at its sentence, and the rest stays. Background that the text
takes for granted is assumed and said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import (
    Apply,
    Binding,
    Claim,
    Compare,
    Entails,
    Enumerate,
    Find,
    Goal,
    Option,
    Options,
    Problem,
    Quantified,
    Symbol,
    Term,
    Truth,
    Var,
    conjunction,
)
from neurosym.ir.walk import fresh, substitute
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.parts import (
    DIRECTIVES,
    Each,
    FindAll,
    Members,
    Nothing,
    Part,
    Question,
    Which,
)
from neurosym.translate.sentences.puzzles.asked import asked_place
from neurosym.translate.sentences.puzzles.asking import MOST, at_most_one, counts_solutions
from neurosym.translate.sentences.puzzles.clues import Clues
from neurosym.translate.sentences.puzzles.declared import read_groups
from neurosym.translate.sentences.puzzles.endings import with_endings
from neurosym.translate.sentences.puzzles.layout import Layout, lay_out
from neurosym.translate.sentences.puzzles.lineups import line_up
from neurosym.translate.sentences.puzzles.medals import with_medals
from neurosym.translate.sentences.puzzles.numbered import with_numbers
from neurosym.translate.sentences.puzzles.pairing import with_pairings
from neurosym.translate.sentences.puzzles.ranging import Ranging
from neurosym.translate.sentences.puzzles.things import unknown
from neurosym.translate.sentences.puzzles.twins import with_nouns
from neurosym.translate.sentences.puzzles.usage import said_of_members, subject, usage, with_members
from neurosym.translate.sentences.words.names import Key, Names

ANSWER = "answer"
"""The constant that stands for what is sought."""
_READ = (Members, Each, FindAll, Nothing, Question, Which)


def assemble_puzzle(entries: Sequence[Entry], names: Names) -> Assembled:
    """Return the problem that the readings of a puzzle's sentences say together, with its faults.

    Without a question, the whole solution is sought. The problem is None where the goal is unreadable.
    """
    entries = with_medals(with_numbers(entries))
    groups = with_members(read_groups(entries, names), entries)
    entries = with_nouns(with_pairings(entries, groups), groups)
    entries = with_endings(entries, groups)
    groups = replace(groups, subject=subject(groups, entries))
    layout = lay_out(groups, usage(groups, entries))
    clues = Clues(layout, _predicates(layout, entries))
    return _Assembly(tuple(entries), clues).assembled()


def _predicates(layout: Layout, entries: Sequence[Entry]) -> Mapping[Key, Symbol]:
    """Return what is said of members and says no place: `selected`."""
    things = layout.sorts.get(layout.groups.naming())
    if things is None:
        return {}
    names, clues = layout.groups.names, Clues(layout, {})
    return {
        key: Symbol(fresh(names.identifier(phrase), layout.taken), (things.name,))
        for key, phrase in said_of_members(layout.groups, entries).items()
        if not clues.explains(phrase)
    }


# --- the problem


@dataclass(slots=True)
class _Assembly:
    entries: tuple[Entry, ...]
    clues: Clues

    def assembled(self) -> Assembled:
        faults: list[Fault] = []
        claims = list(self._background())
        sought: list[Symbol] = []
        for entry in self.entries:
            if entry.role == "option":
                continue
            for part in entry.parts:
                try:
                    claims.extend(self._claims(part, entry, sought))
                except FaultError as error:
                    faults.extend(_placed(fault, entry) for fault in error.faults)
        goal = self._goal(sought, faults)
        if goal is None:
            return Assembled(None, tuple(faults))
        layout = self.clues.layout
        symbols = (*layout.symbols(), *self.clues.predicates.values(), *sought)
        numbered = tuple(replace(claim, id=f"c{number}") for number, claim in enumerate(claims, start=1))
        text = " ".join(entry.text for entry in self.entries)
        return Assembled(Problem(layout.declarations(), symbols, numbered, goal, text), tuple(faults))

    def _background(self) -> Iterator[Claim]:
        for frame in self.clues.layout.frames:
            yield from frame.claims

    def _claims(self, part: Part, entry: Entry, sought: list[Symbol]) -> Iterator[Claim]:
        match part:
            case Which(_, given):
                if given is not None:
                    yield Claim("", self.clues.formula(given, {}), entry.text)
            case FindAll(var, formula):
                if formula is not None and not self._options() and not counts_solutions(part, entry):
                    name = fresh(ANSWER, self.clues.layout.taken | {one.name for one in sought})
                    symbol, said = self._answer(name, var, formula)
                    yield Claim("", said, entry.text)
                    sought.append(symbol)
            case _ if isinstance(part, _READ):
                pass
            case _ if isinstance(part, DIRECTIVES):
                what = "this has no place in a puzzle of places and groups"
                raise FaultError(Fault("directive", what))
            case _:
                formula = self.clues.formula(part, {})
                if not isinstance(formula, Truth):
                    yield Claim("", formula, entry.text)

    def _answer(self, name: str, var: str, formula: Term) -> tuple[Symbol, Term]:
        """Return the symbol of what is asked for, of all of it where it may be several, and what it is."""
        ranging = Ranging(self.clues.layout)
        where = ranging.over(var, formula, {})
        sort = ranging.sort_of(where)
        said = self.clues.formula(formula, {var: where})
        if isinstance(said, Truth):
            raise unknown("this", "this asks for everybody")
        if not at_most_one(said, var, self.clues.layout):
            same = Compare("==", Apply(name, (Var(var),)), said)
            whole = Quantified("all", (Binding(var, sort),), same)
            return Symbol(name, (sort,), gloss="what is asked for"), whole
        return Symbol(name, (), sort, "what is asked for"), substitute(said, {var: Apply(name)})

    def _options(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.role == "option")

    # --- the goal

    def _goal(self, sought: Sequence[Symbol], faults: list[Fault]) -> Goal | None:
        asked = [(part, entry) for entry in self.entries for part in entry.parts if entry.role != "option"]
        if self._options():
            return self._choice(faults)
        for part, entry in asked:
            if isinstance(part, Question):
                try:
                    return Entails(self.clues.formula(part.formula, {}), entry.text)
                except FaultError as error:
                    faults.extend(_placed(fault, entry) for fault in error.faults)
                    return None
        for part, entry in asked:
            if isinstance(part, Which):
                faults.append(_placed(Fault("options", "there are no options to choose from"), entry))
                return None
        says = next((entry.text for part, entry in asked if isinstance(part, FindAll)), "")
        if any(counts_solutions(part, entry) for part, entry in asked):
            return Enumerate((), MOST, says)
        if sought:
            return Find(tuple(symbol.name for symbol in sought), says)
        if any(isinstance(part, FindAll) and part.formula is not None for part, _ in asked):
            return None
        return Find((), says)

    def _choice(self, faults: list[Fault]) -> Goal | None:
        asked = [(part, entry) for entry in self.entries for part in entry.parts]
        which = next(((part, entry) for part, entry in asked if isinstance(part, Which)), None)
        sought = next(
            (part for part, _ in asked if isinstance(part, FindAll) and part.formula is not None), None
        )
        options: list[Option] = []
        for entry in self._options():
            try:
                options.append(Option(entry.label, self._option(entry, sought), entry.text))
            except FaultError as error:
                faults.extend(_placed(fault, entry) for fault in error.faults)
        if len(options) < len(self._options()):
            return None
        mode = which[0].mode if which else "must"
        questions = [entry.text for entry in self.entries if entry.role == "question"]
        return Options(mode, tuple(options), which[1].text if which else " ".join(questions))

    def _option(self, entry: Entry, sought: FindAll | None) -> Term:
        """Return what an option says; a bare name answers the question for a name."""
        questions = " ".join(one.text for one in self.entries if one.role == "question")
        if (order := line_up(entry.text, questions, self.clues.layout)) is not None:
            return order
        formulas: list[Term] = []
        for part in entry.parts:
            match part:
                case Question(formula):
                    formulas.append(self.clues.formula(formula, {}))
                case Apply(_, ()) if sought is not None and sought.formula is not None:
                    where = self.clues.named(part)
                    formulas.append(self.clues.formula(sought.formula, {sought.var: where}))
                case Apply(_, ()) if (place := asked_place(questions, self.clues.layout)) is not None:
                    formulas.append(self.clues.formula(Compare("==", part, Apply(place)), {}))
                case _ if isinstance(part, DIRECTIVES):
                    raise FaultError(Fault("option", "an option must say something"))
                case _:
                    formulas.append(self.clues.formula(part, {}))
        return conjunction(tuple(formulas))


def _placed(fault: Fault, entry: Entry) -> Fault:
    """Point a fault at its phrase in the sentence."""
    phrase = fault.where.text if fault.where else ""
    start = entry.text.casefold().find(phrase.casefold()) if phrase else -1
    where = (
        Span(entry.text, start, start + len(phrase)) if start >= 0 else Span(entry.text, 0, len(entry.text))
    )
    return replace(fault, where=where)
