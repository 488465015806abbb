"""Whether a certificate says the truth, by trying every world; and certificates made wrong on purpose."""

from __future__ import annotations

import copy
import json
import math
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from neurosym.certify.check import assumptions, check
from neurosym.certify.definition import closures
from neurosym.certify.shown import solution
from neurosym.faults import FaultError
from neurosym.ir.certificate import Certificate
from neurosym.ir.certificate_plain import certificate_from_json, certificate_to_json
from neurosym.ir.core import (
    Entails,
    Enumerate,
    Enumeration,
    Find,
    Optimise,
    Options,
    Problem,
    Term,
    negate,
)
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.plain import Json, content_hash, to_plain
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.certificate import certificate
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend
from neurosym.solve.TEMPLATE import worlds

MAX_WORLDS = 2_000
EXTRA = 2
"""Others that are tried in an open sort: enough to catch much, never enough to prove."""


def certified(problem: Problem) -> tuple[Result, Certificate | None]:
    """Return what the SAT engine says, and a certificate that the kernel accepts, if one is found."""
    backends = [SatBackend()]
    result = decide(problem, backends)
    if result.verdict.abstains:
        return result, None
    try:
        found = certificate(problem, result, backends)
    except FaultError as error:
        if error.faults[0].code not in ("not-certifiable", "too-big"):
            raise
        return result, None
    found = certificate_from_json(json.loads(json.dumps(certificate_to_json(found))))
    check(problem, found)
    return result, found


def accepted(problem: Problem, found: Certificate) -> bool:
    """Say whether the kernel accepts; whatever else it raises is a failure."""
    try:
        check(problem, found)
    except FaultError as error:
        if error.faults[0].code not in ("refused", "not-certifiable", "unevaluable"):
            raise
        return False
    return True


# --- the truth


def all_models(problem: Problem) -> Iterator[Model]:
    """Yield all worlds of a vocabulary, as far as sorts are closed; with few others where they are open."""
    signature = Signature.of(problem)
    is_open = any(signature.is_open(sort) for sort in signature.sorts)
    for number in range(EXTRA + 1 if is_open else 1):
        closed = Signature.build((_closed(sort, number) for sort in problem.sorts), problem.symbols)
        if is_open and _many(closed):
            return
        yield from worlds(closed, frozenset(signature.symbols), problem.unique_names)


def all_worlds(problem: Problem) -> Iterator[Evaluator]:
    """Yield those in which the claims are true."""
    signature = Signature.of(problem)
    formulas = [*(claim.formula for claim in problem.claims), *closures(problem).values()]
    for model in all_models(problem):
        world = Evaluator(signature, model)
        if all(world.holds(formula) for formula in formulas):
            yield world


@lru_cache(maxsize=1)
def _worlds_of(problem: Problem) -> tuple[Evaluator, ...]:
    """Return all worlds, once for the many certificates of one problem."""
    return tuple(all_worlds(problem))


def _many(signature: Signature) -> bool:
    def size(name: str) -> int:
        sort = signature.sorts.get(name)
        if isinstance(sort, Enumeration):
            return len(sort.elements)
        return sort.high - sort.low + 1 if sort else 2

    number = 1
    for symbol in signature.symbols.values():
        places = math.prod(map(size, symbol.args))
        number *= size(symbol.result) ** min(places, 20)
    return number > MAX_WORLDS


def _closed(sort, number):
    if not isinstance(sort, Enumeration) or sort.closed:
        return sort
    others = tuple(f"other{place}" for place in range(number if sort.elements else number + 1))
    return Enumeration(sort.name, (*sort.elements, *others), True, sort.ordered)


def is_true(problem: Problem, found: Certificate) -> bool:
    """Say whether what a certificate says is so in the worlds that were tried."""
    found_worlds = _worlds_of(problem)
    verdict, value = found.verdict, json.dumps(found.value, sort_keys=True)

    def some(formula: Term) -> bool:
        return any(world.holds(formula) for world in found_worlds)

    def seen(show: tuple[str, ...]) -> set[str]:
        return {
            json.dumps(to_plain(solution(problem, world, show)), sort_keys=True) for world in found_worlds
        }

    match problem.goal:
        case Entails(formula):
            yes, no = some(formula), some(negate(formula))
            names = {(True, False): "proved", (False, True): "refuted", (True, True): "undetermined"}
            return verdict == names.get((yes, no), "inconsistent") and value == "null" and not found.options
        case Options() if not found_worlds:
            return verdict == Verdict.INCONSISTENT and value == "null"
        case Options(mode, options):
            fits = []
            for option in options:
                yes, no = some(option.formula), some(negate(option.formula))
                status = "holds never" if not yes else "holds sometimes" if no else "holds always"
                if found.options.get(option.label) not in (status, "unknown"):
                    return False
                fit = {"must": not no, "except": no, "could": yes, "cannot": not yes}[mode]
                fits.extend([option.label] * fit)
            name = "unique" if len(fits) == 1 else "several" if fits else "none"
            return verdict == name and found.value == (fits[0] if len(fits) == 1 else fits)
        case Find(show):
            values = seen(show)
            name = "none" if not values else "unique" if len(values) == 1 else "several"
            return verdict == name and (value in values if values else value == "null")
        case Enumerate(show, limit):
            values = seen(show)
            if not values or found.value is None:
                return not values and verdict == "none"
            said = [json.dumps(one, sort_keys=True) for one in found.value]
            whole = len(said) == len(values) if len(said) < limit else True
            name = "unique" if len(said) == 1 and len(values) == 1 else "several"
            return verdict == name and whole and len(set(said)) == len(said) and set(said) <= values
        case Optimise(sense, term):
            if not found_worlds or found.value is None:
                return not found_worlds and verdict == Verdict.INFEASIBLE
            numbers = [world.number(term) for world in found_worlds]
            best = to_plain(max(numbers) if sense == "maximize" else min(numbers))
            rest = {key: part for key, part in found.value.items() if key != "objective"}
            whole = {_renamed(problem, json.loads(one)) for one in seen(())}
            right = _renamed(problem, rest) in whole
            return right and (
                verdict == "feasible" or (verdict == "optimal" and found.value["objective"] == best)
            )
    return False


def _renamed(problem: Problem, value: Json) -> str:
    """Return a value in which those that the problem does not name are numbered as they are met."""
    known = {name for sort in problem.sorts if isinstance(sort, Enumeration) for name in sort.elements}
    others: dict[str, str] = {}

    def renamed(part: Json) -> Json:
        match part:
            case {"fraction": _}:
                return part
            case str() if part not in known:
                return others.setdefault(part, f"other{len(others)}")
            case dict():
                return {key: renamed(part[key]) for key in sorted(part)}
            case list():
                return [renamed(one) for one in part]
        return part

    return json.dumps(renamed(value))


# --- mutations


def mutant(found: Certificate, chance: random.Random) -> Certificate | None:
    """Return the certificate with something changed somewhere, or None where that has no shape."""
    data = copy.deepcopy(certificate_to_json(found))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        places = list(_places(data))
        holder, key = chance.choice(places)
        _change(holder, key, chance, places)
    try:
        return certificate_from_json(data)
    except FaultError:
        return None


def _places(data) -> Iterator[tuple[object, object]]:
    for key, part in data.items() if isinstance(data, dict) else enumerate(data):
        if not (isinstance(data, dict) and key in ("problem", "ir_version", "engine", "kind")):
            yield data, key
            if isinstance(part, dict | list):
                yield from _places(part)


def _change(holder, key, chance: random.Random, places) -> None:
    part = holder[key]
    alike = [h[k] for h, k in places if type(h[k]) is type(part)]
    match chance.randrange(5):
        case 0 if isinstance(holder, list):
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.insert(key, copy.deepcopy(part))
        case 2 if isinstance(holder, list):
            place = chance.randrange(len(holder))
            holder[key], holder[place] = holder[place], holder[key]
        case 3 if type(part) is int:
            holder[key] = chance.choice((-part, part + 1, part - 1))
        case 3 if isinstance(part, bool):
            holder[key] = not part
        case _ if not (key == "verdict" and isinstance(holder, dict)):
            holder[key] = copy.deepcopy(chance.choice(alike))
        case _:
            holder[key] = chance.choice(list(Verdict)).value


def mutated_problem(
    problem: Problem, found: Certificate, chance: random.Random
) -> tuple[Problem, Certificate]:
    """Return another problem, and the certificate passed off as one of it."""
    claims = list(problem.claims)
    if claims:
        place = chance.randrange(len(claims))
        match chance.randrange(3):
            case 0:
                del claims[place]
            case 1:
                claims[place] = replace(claims[place], formula=negate(claims[place].formula))
            case _:
                other = chance.choice(claims).formula
                claims[place] = replace(claims[place], formula=other)
    goal = problem.goal
    if isinstance(goal, Entails) and chance.random() < 0.5:
        goal = Entails(negate(goal.formula))
    changed = replace(problem, claims=tuple(claims), goal=goal)
    return changed, replace(found, problem=content_hash(changed), assumptions=assumptions(changed))
