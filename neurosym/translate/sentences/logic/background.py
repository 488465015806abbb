"""What everybody knows and no text says: comparisons are orders, the black cat is a cat.

Each comes with a sentence that says it, and is assumed, never said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from neurosym.ir.core import (
    And,
    Apply,
    Binding,
    Claim,
    Compare,
    Implies,
    Not,
    Or,
    Quantified,
    Term,
    Var,
)
from neurosym.ir.walk import subterms
from neurosym.scales import End, Form
from neurosym.translate.sentences.logic.atoms import for_all
from neurosym.translate.sentences.logic.lowering import Lowering
from neurosym.translate.sentences.words.comparing import adjective_end, compared
from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.orders import Inside, Ranked, relation_of
from neurosym.translate.sentences.words.titles import head_of, titles


def orders(names: Names, formulas: Iterable[Term]) -> Iterator[tuple[str, Term]]:
    """Yield what everybody knows of the comparisons in some formulas, each with a sentence that says it.

    They are orders, and two comparisons of one scale are one order: who is older is not younger.
    """
    first, second, third = Var("x"), Var("y"), Var("z")
    kept = tuple(formulas)
    pairs = {
        names.key(term.name): term.name
        for formula in kept
        for term in subterms(formula)
        if isinstance(term, Apply) and len(term.args) == 2
    }
    scales: dict[str, tuple[str, End]] = {}
    for name in pairs.values():
        end = order_of(name)
        if end is None:
            continue
        gloss = names.gloss(name)
        if end[0] in scales:
            other, same = scales[end[0]]
            turned = Apply(other, (first, second) if end == same else (second, first))
            way = "the same" if end == same else "the same the other way round"
            says = f"“{gloss}” and “{names.gloss(other)}” say {way}."
            yield says, for_all("xy", Compare("==", Apply(name, (first, second)), turned))
            continue
        scales[end[0]] = name, end
        chain = And((Apply(name, (first, second)), Apply(name, (second, third))))
        along = Implies(chain, Apply(name, (first, third)))
        yield f"“{gloss}” carries over along a chain.", for_all("xyz", along)
        yield f"“{gloss}” never holds of a thing and itself.", for_all("x", Not(Apply(name, (first, first))))
    for name in pairs.values():
        found = scales.get(end[0]) if (end := _level(name)) is not None else None
        if found is not None and end is not None:
            behind = Apply(found[0], (second, first) if end == found[1] else (first, second))
            says = f"Who is not “{names.gloss(name)}” somebody has him ahead: “{names.gloss(found[0])}”."
            yield says, for_all("xy", Compare("==", Apply(name, (first, second)), Not(behind)))
    yield from _between(names, kept, scales)


def _between(
    names: Names, formulas: Sequence[Term], scales: Mapping[str, tuple[str, End]]
) -> Iterator[tuple[str, Term]]:
    """Yield that what is between two has one before and one behind it, where a text has only one order."""
    triples = {
        names.key(term.name): term.name
        for formula in formulas
        for term in subterms(formula)
        if isinstance(term, Apply) and len(term.args) == 3
    }
    middle, one, other = Var("x"), Var("y"), Var("z")
    for name in triples.values() if set(scales) == {"first"} else ():
        if isinstance(relation_of(name), Inside):
            before, _ = scales["first"]
            ways = (
                And((Apply(before, (start, middle)), Apply(before, (middle, end))))
                for start, end in ((one, other), (other, one))
            )
            says = f"What is “{names.gloss(name)}” two has one of them “{names.gloss(before)}” it."
            inside = Implies(Apply(name, (middle, one, other)), Or(tuple(ways)))
            yield says, for_all("xyz", inside)


def _level(name: str) -> End | None:
    """Return the end of the scale on which one is as far as another."""
    match name.casefold().split():
        case ["as", adjective, "as"]:
            return adjective_end(adjective)
        case _:
            return None


def order_of(name: str) -> End | None:
    """Return the end of the scale that a comparison goes to; None for a name that compares nothing."""
    match relation_of(name), compared(name.replace("-", " ").lower().split()):
        case Ranked(end, None, "==", True), (_, _, Form(_, "comparative" | "relation")):
            return end
        case _:
            return None


def what_names_say(lowering: Lowering, formulas: Iterable[Term]) -> tuple[Claim, ...]:
    """Return what names say by themselves: the black cat is a cat, so is Tom's cat, Crate 4 is a crate.

    Only of names that the text has with "the" or that begin with what they are, and for words that it says
    of something elsewhere.
    """
    uses, names = lowering.uses, lowering.names
    found: dict[Term, str] = {}
    said = {key for key, arity in uses.predicates if arity == 1}

    def is_one(part: Key, thing: Apply, gloss: str) -> None:
        predicate = uses.predicates.get((part, 1))
        if predicate is not None:
            says = f"{gloss} is {_a(' '.join(part))}."
            found.setdefault(lowering.formula(Apply(predicate, (thing,))), says)

    for key, phrase in uses.things.items():
        head = head_of(phrase)
        if names.is_definite(phrase) or (head != phrase and names.is_definite(head)):
            key = names.key(head)
            for part in (*(key[start:] for start in range(len(key))), *((word,) for word in key[:-1])):
                is_one(part, Apply(phrase), f"The {names.gloss(phrase)}")
        for part in titles(phrase, names, said):
            is_one(part, Apply(phrase), names.gloss(phrase))
    for term in (term for formula in formulas for term in subterms(formula)):
        for arg in term.args if isinstance(term, Apply) else ():
            match arg:
                case Apply(name, (Apply(owner, ()),)):
                    is_one(names.key(name), arg, f"{names.gloss(owner)}'s {names.gloss(name)}")
                case _:
                    continue
    return tuple(Claim("", term, says, "assumed") for term, says in found.items())


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def asks_for_some(formula: Term) -> bool:
    """Say whether a formula is a general sentence about some of a class, as in a syllogism."""
    match formula:
        case Quantified("any"):
            return True
        case Not(Quantified("all")):
            return True
        case _:
            return False


def existing(claims: Sequence[Claim], lowering: Lowering) -> Iterable[Claim]:
    """Yield that the classes of a syllogism are not empty, as tradition has it, unless the text says so.

    Nothing where the text says more than a syllogism does: of two things together, of propositions.
    """
    heads = (lowering.uses.predicates, lowering.uses.functions, lowering.uses.numeric)
    if any(arity != 1 for table in heads for _, arity in table):
        return
    denied = {
        inner.body.name
        for claim in claims
        for inner in (claim.formula.arg if isinstance(claim.formula, Not) else None,)
        if isinstance(inner, Quantified) and isinstance(inner.body, Apply)
    }
    seen = dict.fromkeys(
        term.name
        for claim in claims
        for term in subterms(claim.formula)
        if isinstance(term, Apply) and len(term.args) == 1
    )
    gloss = {symbol.name: symbol.gloss for symbol in lowering.symbols(claim.formula for claim in claims)}
    for name in seen:
        if name not in denied:
            some = Quantified("any", (Binding("x", lowering.sort),), Apply(name, (Var("x"),)))
            yield Claim("", some, f"Some things are {gloss[name]}.", "assumed")
