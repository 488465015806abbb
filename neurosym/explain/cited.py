"""The triples that an answer of a graph cites, as lines: the first of many, and how derived ones follow.

Knows no graph: a triple says itself, and its derivation has the names that formulas have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from neurosym.explain.say import called, clipped
from neurosym.faults import visible
from neurosym.ir.core import Apply, Claim, Element, Num, Term
from neurosym.ir.derivation import TAKEN, DerivationCertificate, Fact, Step, taken
from neurosym.ir.model import Value

MAX_TRIPLES = 12
"""Triples that are shown under an answer; the rest is counted."""
MAX_GIVEN = 6
"""Given triples that a line tells of one that is derived."""
SAYS = 96
"""Characters of a triple that a line shows."""
SOURCE = 48

TYPE = "rdf_type"
"""The property of derivations that says of what class a thing is."""


def is_cited(claim: Claim) -> bool:
    """Say whether a claim is a triple of a graph, given or derived."""
    return claim.kind in ("triple", "derived") and bool(claim.says)


def shortened(says: str) -> str:
    """Return the words of a triple, cut before the document that says it, which is kept."""
    source = says[says.rindex(" [") :] if says.endswith("]") and " [" in says else ""
    return clipped(says.removesuffix(source), SAYS) + clipped(source, SOURCE)


def first_of(claims: Sequence[Claim]) -> tuple[list[Claim], int]:
    """Return claims with the first triples among them, and how many more triples there are."""
    triples = [claim.id for claim in claims if is_cited(claim)]
    more = set(triples[MAX_TRIPLES:])
    return [claim for claim in claims if claim.id not in more], len(more)


def derived(claim: Claim, why: DerivationCertificate | None) -> Iterator[str]:
    """Yield how a derived triple follows: by which rules, and from which given triples."""
    steps = why.derivation.steps if why else ()
    place = next((n for n, step in enumerate(steps) if _says(step.fact, claim.formula)), None)
    if place is None or not steps[place].rule:
        return
    needed = _needed(steps, place)
    rules = dict.fromkeys(step.rule for step in needed if step.rule and not step.fact.name.startswith(TAKEN))
    given = [_words(step.fact) for step in needed if not step.rule]
    more = f"; and {len(given) - MAX_GIVEN} more" if len(given) > MAX_GIVEN else ""
    yield f"  by {', '.join(rules)}, from {'; '.join(given[:MAX_GIVEN])}{more}"


def _needed(steps: Sequence[Step], place: int) -> list[Step]:
    """Return a step and those that it rests on, in their order."""
    needed = {place}
    for number in range(place, -1, -1):
        if number in needed:
            needed |= set(steps[number].premises)
    return [steps[number] for number in sorted(needed)]


def _says(fact: Fact, formula: Term) -> bool:
    said = taken(formula)
    if said is not None and fact.name == said.name and len(fact.args) == len(said.args):
        pairs = zip(fact.args, said.args, strict=True)
        return all(
            one == other or (not isinstance(other, str) and _number(one) == other) for one, other in pairs
        )
    match formula, fact.args:
        case Apply(name, (Element(subject),)), (one, along, other):
            return (one, along, other) == (subject, TYPE, name)
        case Apply(name, (Element(subject), Element(value))), (one, along, other):
            return (one, along, other) == (subject, name, value)
        case Apply(name, (Element(subject), Num(number))), (one, along, other):
            return (one, along) == (subject, name) and _number(other) == number
        case _:
            return False


def _number(value: Value) -> Value | None:
    try:
        return Fraction(called(value)) if isinstance(value, str) else value
    except ValueError:
        return None


def _words(fact: Fact) -> str:
    if len(fact.args) != 3:
        return visible(str(fact))
    subject, along, value = (clipped(called(arg), SOURCE) for arg in fact.args)
    if fact.args[1] == TYPE:
        return f"{_spaced(subject)} is a {value}"
    return f"{_spaced(subject)} · {_spaced(along)} · {value}"


def _spaced(name: str) -> str:
    """Return a name with its words apart; that of a blank node as it is."""
    return name if name.startswith("_:") else name.replace("_", " ")
