"""Facts, rules, sayings and a question, read sentence by sentence, as one problem over one sort of things.

Whatever the text does not say is an `assumed` claim with a sentence of its own. A sentence that cannot be
said costs only itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import (
    Apply,
    Claim,
    ClaimKind,
    Element,
    Entails,
    Find,
    Goal,
    Option,
    Options,
    Problem,
    Term,
    goal_formulas,
)
from neurosym.ir.walk import subterms, symbols_in
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.logic.apart import told_apart
from neurosym.translate.sentences.logic.atoms import Sentence
from neurosym.translate.sentences.logic.background import asks_for_some, existing, orders, what_names_say
from neurosym.translate.sentences.logic.goals import (
    Asked,
    Choice,
    choices,
    formulas,
    shown_of,
    split_question,
    who_is_asked_for,
    who_it_was,
)
from neurosym.translate.sentences.logic.implied import implied
from neurosym.translate.sentences.logic.lowering import Lowering
from neurosym.translate.sentences.logic.membership import memberships
from neurosym.translate.sentences.logic.mending import Mending
from neurosym.translate.sentences.logic.phrasing import in_one_wording
from neurosym.translate.sentences.logic.present import of_one_class, taken_for_granted
from neurosym.translate.sentences.notation.parts import Liars, Members, Says
from neurosym.translate.sentences.sayings.classified import classified
from neurosym.translate.sentences.sayings.contents import with_contents
from neurosym.translate.sentences.sayings.deeds import deeds
from neurosym.translate.sentences.sayings.kinds import members_of
from neurosym.translate.sentences.sayings.sayings import Sayings, hearsay
from neurosym.translate.sentences.sayings.wording import Wording
from neurosym.translate.sentences.words.names import Names


@dataclass(frozen=True, slots=True)
class _Said:
    """A formula with the sentence that says it, and where that is to be shown in a fault."""

    text: str
    formula: Term
    kind: ClaimKind = "said"


def assemble_logic(entries: Sequence[Entry], names: Names) -> Assembled:
    """Put the readings of a text together. Their pronouns are resolved already.

    Faults of severity error mark a sentence whose formula is left out (codes `not-a-formula`,
    `not-a-number`, `not-a-thing`, `option`) or that nothing is asked (`no-question`).
    """
    placed, granted = with_contents(entries, names)
    return _Logic(placed, names, granted).assembled()


@dataclass(slots=True)
class _Logic:
    entries: Sequence[Entry]
    names: Names
    granted: Sequence[tuple[str, Term]] = ()
    """What has to be taken for granted already, each with a sentence for it."""
    faults: list[Fault] = field(default_factory=list)

    def assembled(self) -> Assembled:
        sayings = Sayings.of(self.entries, self.names)
        statements, asked, options = split_question(self.entries)
        said = list(self._said(statements, sayings))
        special = classified(asked, sayings, members_of(self.entries), [one.formula for one in said])
        asked = special.asked
        granted = (*self.granted, *special.granted)
        said += (_Said(text, formula, "assumed") for text, formula in granted)
        chosen: list[Choice] = []
        if asked is not None:
            said += (_Said(asked.entry.text, formula, "assumed") for formula in asked.given)
            for choice in choices(asked, options, self._only(said)) if asked.mode else ():
                self.faults.append(choice) if isinstance(choice, Fault) else chosen.append(choice)
            said += (
                _Said(text, formula, "assumed")
                for text, formula in who_is_asked_for(asked, [one.formula for one in said])
            )
        if sayings.said:
            told = deeds([one.formula for one in said], asked, chosen, self.names)
            asked, chosen = told.asked, told.chosen
            said = [replace(one, formula=formula) for one, formula in zip(said, told.said, strict=True)]
            said += (_Said(text, formula, "assumed") for text, formula in told.granted)
        if asked is not None:
            meant = who_it_was(asked, [one.formula for one in said])
            said += (_Said(text, formula, "assumed") for text, formula in meant)
        wanted = list(special.shown)
        wanted += [asked.formula] if asked is not None and asked.formula is not None else []
        if asked is not None and asked.find is not None and asked.find.formula is not None and not asked.mode:
            wanted.append(shown_of(asked.find, [one.formula for one in said]))
        wanted += (choice.formula for choice in chosen)
        asking = [asked.entry.text] * (len(wanted) - len(chosen)) if asked is not None else []
        asking += (choice.entry.text for choice in chosen)
        said, wanted, notes = self._mended(said, list(map(Sentence, asking, wanted)), sayings)
        read = [*(one.formula for one in said), *wanted]
        members = members_of(self.entries)
        known = [*taken_for_granted(sayings, self.entries, read, members)]
        known += orders(self.names, of_one_class(read, sayings))
        known += () if sayings else implied(self.names, read)
        common = [_Said(text, formula, "assumed") for text, formula in known]
        everything = [*(one.formula for one in (*said, *common)), *wanted]
        lowering = Lowering.of(everything, self.names, members, bool(sayings))
        claims = [
            *memberships(self.entries, lowering),
            *self._claims(said, lowering),
            *self._claims(common, lowering),
        ]
        claims += what_names_say(lowering, everything)
        goal = self._goal(asked, wanted, chosen, lowering, sayings.shown())
        if goal is None:
            return Assembled(None, tuple(self.faults), notes)
        if isinstance(goal, Entails) and not lowering.uses.things and asks_for_some(goal.formula):
            claims += existing(claims, lowering)
        used = [claim.formula for claim in claims] + list(goal_formulas(goal))
        used += (Apply(name) for name in goal.show) if isinstance(goal, Find) else ()
        problem = Problem(
            (lowering.enumeration(),),
            lowering.symbols(used),
            _numbered(claims),
            goal,
            " ".join(entry.text for entry in self.entries),
        )
        if sayings.said:
            people = [lowering.thing(name) for name in (*members, *sayings.speakers)]
            problem = told_apart(problem, [one.name for one in people if isinstance(one, Element)])
        return Assembled(problem, tuple(self.faults), notes)

    # --- what is said

    def _only(self, said: Iterable[_Said]) -> str | None:
        """Return the one thing that is said of single individuals; None where there are more, or none."""
        names = {
            self.names.key(term.name): term.name
            for one in said
            for term in subterms(one.formula)
            if isinstance(term, Apply) and len(term.args) == 1
        }
        return next(iter(names.values())) if len(names) == 1 else None

    def _said(self, statements: Sequence[Entry], sayings: Sayings) -> Iterable[_Said]:
        for entry in statements:
            yield from (_Said(entry.text, formula) for formula in formulas(entry))
            for part in entry.parts:
                if isinstance(part, Says) and sayings:
                    yield _Said(entry.text, sayings.statement(part))
                elif isinstance(part, Says):
                    faults = hearsay([entry]).faults
                    self.faults += (replace(fault, where=_whole(entry.text)) for fault in faults)
                elif isinstance(part, Liars) and (known := sayings.known(part, formulas(entry))):
                    yield _Said(entry.text, known)

    def _mended(
        self, said: Sequence[_Said], asked: Sequence[Sentence], sayings: Sayings
    ) -> tuple[list[_Said], list[Term], tuple[str, ...]]:
        groups = [part for entry in self.entries for part in entry.parts if isinstance(part, Members)]
        wording = Wording(sayings, frozenset(self.names.key(group.group) for group in groups))
        read = [*(Sentence(one.text, one.formula) for one in said), *asked]
        read = [replace(one, formula=wording.meant(one.formula)) for one in read]
        formulas = [one.formula for one in read] if sayings else in_one_wording(read, self.names)
        listed = frozenset(self.names.key(group.group) for group in groups if group.names and not sayings)
        mending = Mending.of(formulas, self.names, bool(sayings), listed)
        done = [mending.mended(formula) for formula in formulas]
        kept = [replace(one, formula=formula) for one, formula in zip(said, done, strict=False)]
        return kept, done[len(said) :], tuple(mending.notes)

    def _claims(self, said: Iterable[_Said], lowering: Lowering) -> Iterable[Claim]:
        for one in said:
            formula = self._lowered(one.formula, one.text, lowering)
            if formula is not None:
                yield Claim("", formula, one.text, one.kind)

    def _lowered(self, formula: Term, text: str, lowering: Lowering) -> Term | None:
        try:
            return lowering.formula(formula)
        except FaultError as error:
            self.faults += (replace(fault, where=_whole(text)) for fault in error.faults)
            return None

    # --- what is asked

    def _goal(
        self,
        asked: Asked | None,
        wanted: Sequence[Term],
        chosen: Sequence[Choice],
        lowering: Lowering,
        kinds: Sequence[str],
    ) -> Goal | None:
        shown = tuple(name for kind in kinds if (name := lowering.predicate(kind, 1)))
        if asked is None:
            if shown:
                return Find(shown)
            where = _whole(self.entries[-1].text) if self.entries else None
            self.faults.append(Fault("no-question", "nothing is asked", where))
            return None
        text = asked.entry.text
        if asked.mode is not None:
            options = [
                Option(choice.entry.label, formula, choice.entry.text)
                for choice, term in zip(chosen, wanted[-len(chosen) :], strict=True)
                if (formula := self._lowered(term, choice.entry.text, lowering)) is not None
            ]
            if options:
                return Options(asked.mode, tuple(options), text)
            self.faults.append(Fault("no-question", "no option could be read", _whole(text)))
            return None
        if asked.find is not None:
            found = [self._lowered(term, text, lowering) for term in wanted]
            named = [name for term in found if term is not None for name in sorted(symbols_in(term))]
            return Find(tuple(dict.fromkeys(named)) or shown, text)
        formula = self._lowered(wanted[0], text, lowering)
        return None if formula is None else Entails(formula, text)


def _whole(text: str) -> Span:
    return Span(text, 0, len(text))


def _numbered(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Give each claim an id: `c1` for what is said, `a1` for what is assumed."""
    counts = {"c": 0, "a": 0}
    done: list[Claim] = []
    for claim in claims:
        letter = "a" if claim.kind == "assumed" else "c"
        counts[letter] += 1
        done.append(replace(claim, id=f"{letter}{counts[letter]}"))
    return tuple(done)
