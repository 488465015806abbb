"""What follows from somebody's saying something, and what words like `lying( x)` come to.

Where everybody is of one of two kinds, a statement is true exactly if its speaker is of the truthful one.
Else `tells truth` is said of those whose statements are all so. Formulas still have the words of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Compare,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Var,
    conjunction,
    disjunction,
    negate,
)
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.atoms import for_all
from neurosym.translate.sentences.notation.parts import Liars, Says, formulas_of
from neurosym.translate.sentences.sayings.kinds import Kinds, find_kinds, means_the_rest, speakers_of
from neurosym.translate.sentences.words.names import Names
from neurosym.translate.sentences.words.telling import truth_of

_TELLS_TRUTH, _LIES = "tells truth", "lies"


@dataclass(frozen=True, slots=True)
class Sayings:
    """What everybody says, by what kinds of people. `told`: the text speaks of who lies, beside the kinds."""

    names: Names
    kinds: Kinds
    said: tuple[Says, ...] = ()
    told: bool = False
    lies: str = _LIES

    @classmethod
    def of(cls, entries: Sequence[Entry], names: Names) -> Sayings:
        """Find out by what a text tells whether its statements are true."""
        kinds = find_kinds(entries, names)
        parts = [part for entry in entries for part in entry.parts]
        said = tuple(part for part in parts if isinstance(part, Says))
        bare = cls(names, kinds, said)
        atoms = [term for part in parts for formula in formulas_of(part) for term in subterms(formula)]
        words = [term for term in atoms if isinstance(term, Apply) and bare.truth(term) is not None]
        told = bool(said) and not kinds.whole and bool(words or kinds.named)
        lying = (term.name for term in words if (found := truth_of(term.name)) and not found[0])
        return cls(names, kinds, said, told, next(lying, _LIES))

    def __bool__(self) -> bool:
        return bool(self.kinds) or self.told

    @property
    def speakers(self) -> tuple[str, ...]:
        """Those who say something, each once."""
        return tuple(dict.fromkeys(says.speaker for says in self.said))

    def shown(self) -> tuple[str, ...]:
        """Return what a solution tells of everybody."""
        return self.kinds.shown() or ((_TELLS_TRUTH,) if self.told else ())

    # --- what is said of a speaker

    def is_so(self, one: Term, true: bool = True) -> Term:
        """Return that what somebody says is so, or is not so."""
        kinds = self.kinds
        if not kinds.whole:
            return Apply(_TELLS_TRUTH if true else self.lies, (one,))
        same, opposite = (kinds.truthful, kinds.lying) if true else (kinds.lying, kinds.truthful)
        return Apply(same[0], (one,)) if same else Not(Apply(opposite[0], (one,)))

    def statement(self, says: Says) -> Term:
        """Return what follows from the fact that somebody says something."""
        speaker, kinds = Apply(says.speaker), self.kinds
        found: list[Term] = []
        if kinds.whole and kinds.truthful:
            return Compare("==", self.is_so(speaker), says.formula)
        if kinds.whole:
            return Compare("==", self.is_so(speaker, False), negate(says.formula))
        found += (Implies(Apply(kind, (speaker,)), says.formula) for kind in kinds.truthful)
        found += (Implies(Apply(kind, (speaker,)), Not(says.formula)) for kind in kinds.lying)
        if self.told and self._often[says.speaker] > 1:
            found.append(Implies(self.is_so(speaker), says.formula))
        elif self.told:
            found.append(Compare("==", self.is_so(speaker), says.formula))
        return conjunction(tuple(found))

    def known(self, part: Liars, beside: Sequence[Term] = ()) -> Term | None:
        """Return that somebody who is known by name tells the truth, or lies.

        Of "the others" too: of who is not meant by the rule `beside` it, "whoever lost it lied".
        """
        for rule in beside if not self.kinds and means_the_rest(part.group) else ():
            match rule:
                case Quantified("all", (Binding(var),) as bound, Implies(left, Apply() as right)):
                    if self.truth(right) is (not part.truthful):
                        return Quantified(
                            "all", bound, Implies(Not(left), self.is_so(Var(var), part.truthful))
                        )
        key = self.names.individual_key
        speaks = self.kinds.whole or key(part.group) in map(key, self.speakers)
        named = any(name == part.group for name, _ in self.kinds.named)
        return self.is_so(Apply(part.group), part.truthful) if named and speaks else None

    def truth(self, atom: Apply) -> bool | None:
        """Say whether an atom says of somebody that what he says is so (True) or not (False)."""
        if self.names.key(atom.name) in set(map(self.names.key, self.kinds.all)):
            return None
        match atom:
            case Apply(name, (_,)):
                found = truth_of(name)
            case Apply(name, (_, Apply(what, ()))):
                found = truth_of(f"{name} {what}")
                if found is None and name.casefold().endswith(" to"):
                    found = truth_of(name)
            case _:
                return None
        return found[0] if found else None

    @property
    def several(self) -> bool:
        """Whether somebody makes more than one statement."""
        return max(self._often.values(), default=0) > 1

    @property
    def _often(self) -> Counter[str]:
        return Counter(says.speaker for says in self.said)

    def background(
        self, entries: Sequence[Entry], silent: Sequence[str], others: Sequence[str]
    ) -> Iterator[tuple[str, Term]]:
        """Yield what a text takes for granted, each with a sentence that says so.

        `silent` are members of the groups who say nothing, and `others` are no people at all.
        """
        yield from self._of_kinds(entries, others)
        if not self.told:
            return
        quiet = (*silent, *others)
        one = Compare("!=", self.is_so(Var("x")), self.is_so(Var("x"), False))
        yield "Who says something tells the truth, or else lies.", for_all("x", _unless(quiet, one))
        for name in quiet:
            nothing = And((Not(self.is_so(Apply(name))), Not(self.is_so(Apply(name), False))))
            yield f"“{name}” says nothing that is true or false.", nothing
        for speaker, times in self._often.items():
            if times > 1:
                told = conjunction(tuple(says.formula for says in self.said if says.speaker == speaker))
                yield (
                    f"{speaker} tells the truth if all is so that {speaker} says.",
                    Implies(told, self.is_so(Apply(speaker))),
                )

    def _of_kinds(self, entries: Sequence[Entry], others: Sequence[str]) -> Iterator[tuple[str, Term]]:
        """Nobody is of two kinds, and everybody is of one, unless there is a third."""
        kinds = self.kinds
        texts = [entry.text for entry in entries if any(isinstance(part, Liars) for part in entry.parts)]
        if kinds.assumed:
            texts = [kinds.assumed, *texts][:1]
        texts = texts or ["Who does not tell the truth lies."]
        if kinds.whole and kinds.truthful and kinds.lying:
            one, other = (Apply(kind, (Var("x"),)) for kind in kinds.all)
            halves: list[Term] = [Not(And((one, other))), Or((one, other))]
            if len(texts) == 1:
                halves = [Compare("!=", one, other)]
            for text, half in zip(texts, halves, strict=False):
                yield text, for_all("x", _unless(others, half))
        elif not kinds.whole:
            pairs = combinations((*kinds.all, *kinds.beside), 2)
            apart = (
                pair for pair in pairs if kinds.beside or len({kind in kinds.lying for kind in pair}) > 1
            )
            for number, (one_kind, other_kind) in enumerate(apart):
                both = And((Apply(one_kind, (Var("x"),)), Apply(other_kind, (Var("x"),))))
                yield (
                    texts[0] if not number else "Nobody is of two kinds.",
                    for_all("x", _unless(others, Not(both))),
                )
        for name in others if kinds else ():
            none = conjunction(tuple(Not(Apply(kind, (Apply(name),))) for kind in kinds.all))
            yield f"“{name}” is nobody who speaks.", none


def hearsay(entries: Iterable[Entry]) -> FaultError:
    """Return the fault of statements that nothing makes true or false."""
    speaker = next(iter(speakers_of(entries)))
    what = f"nothing tells whether what {speaker} says is true"
    return FaultError(Fault("hearsay", what, severity="warning"))


def _unless(names: Sequence[str], body: Term) -> Term:
    """Return what holds of everybody but a few."""
    few = tuple(Compare("==", Var("x"), Apply(name)) for name in names)
    return Implies(Not(disjunction(few)), body) if few else body
