"""What somebody did, and the other words for who it was: the culprit, "he did it", "it was Tom".

General English; formulas still have the words of the text. Every link between words is a sentence of its
own, to be assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from neurosym.english import base, tokens
from neurosym.ir.core import And, Apply, Binding, Compare, Count, Quantified, Term, Var
from neurosym.ir.walk import substitute, subterms, transform
from neurosym.translate.sentences.atoms import for_all
from neurosym.translate.sentences.names import Names
from neurosym.translate.sentences.parts import FindAll
from neurosym.translate.sentences.personal import WHO_IT_WAS
from neurosym.translate.sentences.telling import truth_of

_WHOEVER = frozenset(
    ("culprit", "guilty", "perpetrator", "offender", "wrongdoer", "responsible", "blame", "criminal")
)
_IT = Apply(WHO_IT_WAS)
_DOING = frozenset(("do", "did", "does", "done"))
_DOERS = {
    "thief": frozenset(("steal", "take", "pinch", "swipe", "nick", "pocket", "rob", "snatch", "lift")),
    "burglar": frozenset(("steal", "rob", "burgle", "burglarize", "break")),
    "murderer": frozenset(("murder", "kill", "poison", "shoot", "stab", "strangle")),
    "killer": frozenset(("murder", "kill", "poison", "shoot", "stab", "strangle")),
    "liar": frozenset[str](),
}
"""Nouns for those who do something whose verb is another word; a forger forges."""


def deeds(
    said: Sequence[Term], find: FindAll | None, names: Names
) -> tuple[tuple[Term, ...], tuple[tuple[str, Term], ...]]:
    """Return formulas with the deed in place of "did it", and what is taken for granted of its doer."""
    sought = () if find is None or find.formula is None else (substitute(find.formula, {find.var: Var("x")}),)
    deed = Deed.of(said, sought, names)
    told = tuple(map(deed.told, said))
    return told, tuple(deed.background((*told, *sought)))


@dataclass(frozen=True, slots=True)
class Deed:
    """What a text says that somebody did, of the variable `x`; None where it speaks of no deed."""

    names: Names
    done: Apply | None

    @classmethod
    def of(cls, said: Iterable[Term], sought: Sequence[Term], names: Names) -> Deed:
        """Find what some formulas count the doers of, or else what is sought."""
        found = [atom for formula in (*said, *sought) for atom in _done_by_some(formula)]
        found = [atom for atom in found if truth_of(_shown(atom)) is None]
        plain = [atom for atom in found if not _is_vague(atom, names)]
        return cls(names, next(iter((*plain, *found)), None))

    def told(self, formula: Term) -> Term:
        """Say what somebody did where a formula has `did( Tom, it)`."""
        done = self.done
        if done is None or names_doing(done):
            return formula

        def change(term: Term) -> Term:
            if isinstance(term, Apply) and 0 < len(term.args) < 3 and names_doing(term):
                return substitute(done, {"x": term.args[0]})
            return term

        return transform(formula, change)

    def background(self, formulas: Iterable[Term]) -> Iterator[tuple[str, Term]]:
        """Yield who the culprit is, who is innocent, and who "it" was, as far as some formulas say so."""
        terms = [term for formula in formulas for term in subterms(formula)]
        words = {
            self.names.key(term.name)[-1]: Apply(term.name, (Var("x"),))
            for term in terms
            if isinstance(term, Apply) and len(term.args) == 1
        }
        same = [atom for word, atom in words.items() if word in _WHOEVER or self._does(word)]
        done = self.done or next(iter(same), None)
        if done is None:
            return
        gloss = self.names.gloss(done.name)
        for atom in same:
            if self.names.key(atom.name) != self.names.key(done.name):
                says = f"“{self.names.gloss(atom.name)}” and “{gloss}” are said of the same."
                yield says, for_all("x", Compare("==", atom, done))
        if "innocent" in words and self.names.key(done.name) != ("innocent",):
            yield (
                f"“innocent” and “{gloss}” are opposites.",
                for_all("x", Compare("!=", words["innocent"], done)),
            )
        known = any(
            isinstance(term, Compare) and term.left == Var("x") and _plain(term.right) == _IT
            for term in terms
        )
        if self.done is not None and not known and _IT in {_plain(term) for term in _equated(terms)}:
            yield "“It” is who did it.", for_all("x", Compare("==", done, Compare("==", Var("x"), _IT)))

    def _does(self, noun: str) -> bool:
        """Say whether a noun is one for who does the deed: a thief steals, a forger forges."""
        if self.done is None:
            return False
        verbs = {base(word) for word in tokens(self.done.name)} | set(self.names.key(self.done.name))
        ends = {verb + ending for verb in verbs for ending in ("er", "r", verb[-1] + "er")}
        return bool(noun in ends or verbs & _DOERS.get(noun, frozenset()))


def names_doing(atom: Apply) -> bool:
    """Say whether an atom only says that somebody did something: `did( x, it)`."""
    return set(tokens(atom.name)) <= _DOING


def _is_vague(atom: Apply, names: Names) -> bool:
    return names_doing(atom) or (len(atom.args) == 1 and names.key(atom.name)[-1] in _WHOEVER | {"innocent"})


def _done_by_some(formula: Term) -> Iterator[Apply]:
    """Yield what a formula says of one, of some or of nobody but one, with `x` for whoever it is."""
    match formula:
        case Compare(_, Count((Binding(var),), body)) | Quantified("any", (Binding(var),), body):
            last = body.args[-1] if isinstance(body, And) else body
        case Apply():
            last, var = formula, "x"
        case And((*_, Apply() as last)):
            var = "x"
        case _:
            return
    if isinstance(last, Apply) and last.args and last.args[0] == Var(var):
        rest = last.args[1:]
        if all(isinstance(arg, Apply) for arg in rest):
            yield Apply(last.name, (Var("x"), *rest))


def _equated(terms: Iterable[Term]) -> Iterator[Term]:
    for term in terms:
        if isinstance(term, Compare):
            yield from (term.left, term.right)


def _plain(term: Term) -> Term:
    return Apply(term.name.casefold()) if isinstance(term, Apply) and not term.args else term


def _shown(atom: Apply) -> str:
    last = atom.args[-1]
    return f"{atom.name} {last.name}" if isinstance(last, Apply) and len(atom.args) == 2 else atom.name
