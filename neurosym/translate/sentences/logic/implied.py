"""What compound phrases imply where the text uses their parts too: a guide dog is a dog.

Each comes with a sentence that says it, and is assumed, never said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from neurosym.ir.core import And, Apply, Compare, Implies, Term, Var
from neurosym.ir.walk import subterms
from neurosym.translate.sentences.logic.atoms import for_all
from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.titles import titles

_NOT_ONE = frozenset(
    (
        *("fake", "false", "former", "toy", "ex", "pretend", "alleged", "potential", "future", "mock"),
        *("dummy", "non", "half", "assistant", "deputy", "vice", "trainee", "candidate", "acting", "would"),
        *("model", "counterfeit", "supposed", "apparent", "imitation", "artificial", "retired", "not", "no"),
        *("may", "un", "quasi", "pseudo", "so", "almost", "nearly", "required", "allowed", "other"),
    )
)
"""Words whose noun need not be one: a toy gun is no gun."""
_BESIDE = frozenset(("of", "at", "in", "on", "from", "with", "near"))
_WHERE = _BESIDE | {
    "before",
    "behind",
    "front",
    "beside",
    "after",
    "under",
    "over",
    "to",
    "by",
    "for",
    "against",
}
_BELONGING = frozenset(("in", "on"))
_COLLECTIVE = frozenset({("staff",), ("personnel",)})
"""What is said of those who are on it, too: staff are on the staff."""
_X, _Y = Var("x"), Var("y")


def implied(names: Names, formulas: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """Yield what phrases of some formulas say about each other, each with a sentence that says it."""
    kept = tuple(formulas)
    heads = {(names.key(term.name), len(term.args)): term.name for term in _applied(kept)}
    ones = {key: phrase for (key, size), phrase in heads.items() if size == 1}
    pairs = {key: phrase for (key, size), phrase in heads.items() if size == 2}
    for key, phrase in ones.items():
        yield from _compound(key, phrase, names, ones, kept)
    for (key, size), phrase in heads.items():
        shorter = _without_place(key, size, heads)
        if shorter is not None:
            whole = Apply(phrase, (_X, _Y, Var("z"))[:size])
            says = f"What is {_gloss(names, phrase)} something is {_gloss(names, shorter)}."
            yield says, for_all("xyz"[:size], Implies(whole, Apply(shorter, whole.args[:-1])))
    if ("own",) in pairs and ("have",) in pairs:
        own, have = (Apply(pairs[verb,], (_X, _Y)) for verb in ("own", "have"))
        yield "Who owns something has it.", for_all("xy", Implies(own, have))
    if ("own",) in pairs and ("belong", "to") in pairs:
        own, belong = Apply(pairs["own",], (_X, _Y)), Apply(pairs["belong", "to"], (_Y, _X))
        yield "What belongs to somebody is owned by him.", for_all("xy", Compare("==", own, belong))
    for key in _COLLECTIVE.intersection(ones).intersection(names.key(arg.name) for arg in _places(kept)):
        on = Apply("on", (_X, Apply(ones[key])))
        yield f"Who is on the {ones[key]} is {ones[key]}.", for_all("x", Implies(on, Apply(ones[key], (_X,))))
    yield from _members(names, kept, ones, pairs)


def _without_place(key: Key, size: int, heads: Mapping[tuple[Key, int], str]) -> str | None:
    """Return what is said without the place at the end: who declined in front of somebody declined."""
    cut = len(key)
    while cut > 1 and key[cut - 1] in (
        _WHERE if size > 2 or key[-1] not in _BESIDE or cut < len(key) else _BESIDE
    ):
        cut -= 1
        if (key[:cut], size - 1) in heads:
            return heads[key[:cut], size - 1]
    return None


def _compound(
    key: Key, phrase: str, names: Names, ones: Mapping[Key, str], formulas: tuple[Term, ...]
) -> Iterator[tuple[str, Term]]:
    """Yield that a late claim is a claim that is late, that a guide dog is a dog."""
    words = phrase.replace("-", " ").split()
    cut = next((cut for cut in range(1, len(key)) if key[cut:] in ones), 0)
    if not cut and len(key) == len(words) == 2 and key[:1] in ones:
        things = {arg.name for term in _applied(formulas) for arg in term.args if isinstance(arg, Apply)}
        cut = int(any(key[1:] in titles(thing, names, {key[1:]}) for thing in things))
    if not cut or _NOT_ONE.intersection(key[:cut]):
        return
    noun = ones.get(key[cut:]) or words[-1]
    whole, part = Apply(phrase, (_X,)), Apply(noun, (_X,))
    adjective = ones.get(key[:cut])
    if adjective is not None and _is_adjective(adjective, names):
        says = f"{_gloss(names, phrase)} is {_gloss(names, adjective)} and {_gloss(names, noun)}."
        yield says, for_all("x", Compare("==", whole, And((Apply(adjective, (_X,)), part))))
    else:
        yield f"What is {_gloss(names, phrase)} is {_gloss(names, noun)}.", for_all("x", Implies(whole, part))


def _members(
    names: Names, formulas: tuple[Term, ...], ones: dict[Key, str], pairs: dict[Key, str]
) -> Iterator[tuple[str, Term]]:
    """Yield that who is in the choir is a member of the choir, and a choir member."""
    of = pairs.get(("member", "of"))
    groups = {
        names.key(arg.name): arg.name
        for term in _applied(formulas)
        if len(term.args) == 2 and (names.key(term.name) == ("member", "of") or term.name in _BELONGING)
        for arg in term.args[1:]
        if isinstance(arg, Apply) and not arg.args
    }
    for group, phrase in groups.items():
        ways = [Apply(of, (_X, Apply(phrase)))] if of and _has(formulas, names, of, group) else []
        compound = ones.get((*group, "member"))
        ways += [Apply(compound, (_X,))] if compound else []
        ways += [
            Apply(word, (_X, Apply(phrase)))
            for word in sorted(_BELONGING)
            if ways and _has(formulas, names, word, group)
        ]
        for other in ways[1:]:
            says = f"Who is a member of the {names.gloss(phrase)} is in it."
            yield says, for_all("x", Compare("==", ways[0], other))
    if of and ("member",) in ones and len(groups) == 1:
        (phrase,) = groups.values()
        says = f"The members are those of the {names.gloss(phrase)}."
        member, member_of = Apply(ones["member",], (_X,)), Apply(of, (_X, Apply(phrase)))
        yield says, for_all("x", Compare("==", member, member_of))


def _has(formulas: tuple[Term, ...], names: Names, phrase: str, group: Key) -> bool:
    return any(
        isinstance(arg, Apply) and names.same(term.name, phrase) and names.key(arg.name) == group
        for term in _applied(formulas)
        for arg in term.args[1:2]
    )


def _applied(formulas: Iterable[Term]) -> Iterator[Apply]:
    terms = (term for formula in formulas for term in subterms(formula))
    return (term for term in terms if isinstance(term, Apply) and term.args)


def _places(formulas: Iterable[Term]) -> Iterator[Apply]:
    """Yield what somebody is said to be on."""
    for term in _applied(formulas):
        match term:
            case Apply("on", (_, Apply(_, ()) as place)):
                yield place
            case _:
                pass


def _is_adjective(phrase: str, names: Names) -> bool:
    """Say whether the text says of something that it is so: “the claim is late”."""
    be = r"\b(?:is|are|was|were|be|been|isn't|aren't|wasn't|weren't)(?:\s+(?:not|never|also|very))?"
    return bool(re.search(rf"{be}\s+{re.escape(phrase)}\s*(?:[^\w\s]|$|\w)", names.text, re.IGNORECASE))


def _gloss(names: Names, phrase: str) -> str:
    return f"“{names.gloss(phrase)}”"
