"""What somebody did, and the other words for who it was: the culprit, "he did it", "it was Tom".

General English; formulas still have the words of the text. Every link between words is a sentence of its
own, to be assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import base, tokens
from neurosym.ir.core import And, Apply, Binding, Compare, Count, Not, Quantified, Term, Var
from neurosym.ir.walk import free_variables, fresh, substitute, subterms, transform
from neurosym.translate.sentences.logic.atoms import for_all
from neurosym.translate.sentences.logic.goals import Asked, Choice
from neurosym.translate.sentences.reference.personal import WHO_IT_WAS
from neurosym.translate.sentences.words.names import Key, Names, number_of
from neurosym.translate.sentences.words.telling import truth_of

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


@dataclass(frozen=True, slots=True)
class Told:
    """What is said, asked and to be chosen with the deed in its place, and what is granted of its doer."""

    said: tuple[Term, ...]
    asked: Asked | None
    chosen: list[Choice]
    granted: tuple[tuple[str, Term], ...]


def deeds(said: Sequence[Term], asked: Asked | None, chosen: Sequence[Choice], names: Names) -> Told:
    """Say what somebody did in place of "did it", and of whom in place of "the thief"."""
    find = None if asked is None else asked.find
    sought = () if find is None or find.formula is None else (substitute(find.formula, {find.var: Var("x")}),)
    deed = Deed.of(said, sought, names)
    told = tuple(map(deed.told, said))
    done = [replace(choice, formula=deed.told(choice.formula)) for choice in chosen]
    if asked is not None and asked.formula is not None:
        asked = replace(asked, formula=deed.told(asked.formula))
    wanted = [choice.formula for choice in done]
    wanted += [asked.formula] if asked is not None and asked.formula is not None else []
    return Told(told, asked, done, tuple(deed.background((*told, *sought, *wanted))))


@dataclass(frozen=True, slots=True)
class Deed:
    """What a text says that somebody did, of the variable `x`; None where it speaks of no deed."""

    names: Names
    done: Apply | None
    only: frozenset[Key] = frozenset()
    """Nouns of which there is just one bearer: "the thief", where one is counted."""

    @classmethod
    def of(cls, said: Iterable[Term], sought: Sequence[Term], names: Names) -> Deed:
        """Find what some formulas count the doers of, or else what is sought."""
        found = [atom for formula in (*said, *sought) for atom in _done_by_some(formula)]
        found = [atom for atom in found if truth_of(_shown(atom)) is None]
        plain = [atom for atom in found if not _is_vague(atom, names)]
        counted = {names.key(atom.name) for formula in said for atom in _done_by_some(formula, exactly=True)}
        return cls(names, next(iter((*plain, *found)), None), frozenset(counted))

    def told(self, formula: Term) -> Term:
        """Say what somebody did where a formula has `did( Tom, it)`, and of whom where it has "the thief"."""
        done = self.done

        def change(term: Term) -> Term:
            match term:
                case Apply(_, (one,)) | Apply(_, (one, _)) if names_doing(term):
                    return term if done is None or names_doing(done) else substitute(done, {"x": one})
                case Apply(name, args) if any(map(self._bearer, args)):
                    noun = next(filter(None, map(self._bearer, args)))
                    var = fresh("o", free_variables(term))
                    whole = tuple(Var(var) if self._bearer(arg) == noun else arg for arg in args)
                    is_one = substitute(noun, {"x": Var(var)})
                    return Quantified("any", (Binding(var, ""),), And((is_one, change(Apply(name, whole)))))
                case Compare("==" | "!=" as op, left, right) if left != _IT and right != _IT:
                    pairs = ((self._bearer(left), right), (self._bearer(right), left))
                    for bearer, other in pairs:
                        if bearer is not None:
                            found = substitute(bearer, {"x": other})
                            return found if op == "==" else Not(found)
            return term

        return transform(formula, change)

    def _bearer(self, term: Term) -> Apply | None:
        """Return what "the thief" says of its bearer, of the variable `x`; None for any other term."""
        if not isinstance(term, Apply) or term.args:
            return None
        key = self.names.key(term.name)
        if key in self.only:
            return Apply(term.name, (Var("x"),))
        return self.done if self._does(key[-1]) or (key[-1] in _WHOEVER and self.done) else None

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
        if self.done is not None and any(
            _IT in (one.left, one.right) for one in terms if isinstance(one, Compare)
        ):
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


def _done_by_some(formula: Term, exactly: bool = False) -> Iterator[Apply]:
    """Yield what a formula says of some, or of `exactly` one, with `x` for whoever it is."""
    match formula:
        case Compare("==", Count((Binding(var),), body), Apply(number, ())) if number_of(number) == 1:
            last = body.args[-1] if isinstance(body, And) else body
        case _ if exactly:
            return
        case Compare(_, Count((Binding(var),), body)) | Quantified("any", (Binding(var),), body):
            last = body.args[-1] if isinstance(body, And) else body
        case Apply():
            last, var = formula, "x"
        case And((*_, Apply() as last)):
            var = "x"
        case _:
            return
    if isinstance(last, Apply) and last.args.count(Var(var)) == 1:
        named = all(isinstance(arg, Apply) for arg in last.args if arg != Var(var))
        args = tuple(Var("x") if arg == Var(var) else arg for arg in last.args)
        yield from (Apply(last.name, args),) if named else ()


def _shown(atom: Apply) -> str:
    last = atom.args[-1]
    return f"{atom.name} {last.name}" if isinstance(last, Apply) and len(atom.args) == 2 else atom.name
