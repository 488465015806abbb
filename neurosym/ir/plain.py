"""Problems, models and results as plain JSON data, exactly; the hash by which they are known.

Numbers that are not whole become `{"fraction": "3/2"}`; nothing becomes a float. Standard library
only, for workers and the kernel need it. How foreign problems are read is the business of `wire`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar, assert_never, get_args

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Ask, Claim, Entails, Enumerate, Find, Goal, Optimise, Options, Problem
from neurosym.ir.document import print_sort, print_symbol
from neurosym.ir.model import Model, Table, Value
from neurosym.ir.pretty import print_formula
from neurosym.ir.terms import narrowed
from neurosym.ir.verdict import OptionStatus, Result, Trust, Verdict

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

_Word = TypeVar("_Word")
_TRUST: tuple[Trust, ...] = get_args(Trust)
_STATUS: tuple[OptionStatus, ...] = get_args(OptionStatus)
_FRACTION = re.compile(r"-?\d+/\d+")


# --- problems


def content_hash(problem: Problem) -> str:
    """Return the SHA-256 by which a problem is known: equal problems share it, and so do two that differ
    only in terms that are written alike, such as minus applied to 3 and the number -3.

    It covers the vocabulary with its glosses, the formulas, ids and kinds of the claims, the sentences
    that they quote, the goal and the text. How a formula was spelt (`source`) does not count, nor does
    the hash seed of the process.
    """
    if _LAST and (last := _LAST[0])[0] is problem:  # read once: threads share it
        return last[1]
    text = json.dumps(problem_to_json(problem), sort_keys=True, separators=(",", ":"))
    _LAST[:] = [last := (problem, hashlib.sha256(text.encode("ascii")).hexdigest())]
    return last[1]


_LAST: list[tuple[Problem, str]] = []
"""The last problem with its hash, for which a certificate's maker and its checker ask in turn."""


def problem_to_json(problem: Problem) -> dict[str, Json]:
    """Return the flat form that `wire.problem_from_json` reads back to an equal problem."""
    return {
        "ir_version": problem.ir_version,
        "text": problem.text,
        "unique_names": problem.unique_names,
        "sorts": [print_sort(sort) for sort in problem.sorts],
        "symbols": [print_symbol(symbol) for symbol in problem.symbols],
        "claims": [_claim(claim) for claim in problem.claims],
        "goal": goal_to_json(problem.goal),
    }


def _claim(claim: Claim) -> dict[str, Json]:
    means = print_formula(claim.formula)
    return {"id": claim.id, "kind": claim.kind, "says": claim.says, "means": means}


def goal_to_json(goal: Goal) -> dict[str, Json]:
    """Return the flat form of a goal; fields that its kind does not use are left out."""
    match goal:
        case Entails(formula):
            return _goal("entails", goal.says, means=print_formula(formula))
        case Options(mode, options):
            rows: list[Json] = [
                {"label": o.label, "says": o.says, "means": print_formula(o.formula)} for o in options
            ]
            return _goal(mode, goal.says, options=rows)
        case Find(show):
            return _goal("find", goal.says, show=list(show))
        case Enumerate(show, limit):
            return _goal("enumerate", goal.says, show=list(show), limit=limit)
        case Optimise(sense, term):
            return _goal(sense, goal.says, means=print_formula(term))
        case Ask(bound, formula):
            head = [f"{binding.var} in {binding.sort}" for binding in bound]
            return _goal("ask", goal.says, show=head, means=print_formula(formula))
        case _:
            assert_never(goal)


def _goal(kind: str, says: str, **fields: Json) -> dict[str, Json]:
    return {"kind": kind, "says": says, **fields}


def to_plain(value: object) -> Json:
    """Return a value of a result as JSON data. Raises TypeError on what no result holds."""
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return {"fraction": f"{value.numerator}/{value.denominator}"}
        case Mapping():
            return {str(key): to_plain(part) for key, part in value.items()}
        case list() | tuple():
            return [to_plain(part) for part in value]
        case _:
            raise TypeError(f"{type(value).__name__} is no value of a result")


def from_plain(value: object) -> object:
    """Return what `to_plain` was given; lists come back as tuples. Raises `FaultError`."""
    match value:
        case {"fraction": str(text), **others} if not others and _FRACTION.fullmatch(text):
            return _fraction(text)
        case dict():
            return {str(key): from_plain(part) for key, part in value.items()}
        case list() | tuple():
            return tuple(from_plain(part) for part in value)
        case None | bool() | int() | str():
            return value
    raise misshapen("value")


def model_to_json(model: Model) -> dict[str, Json]:
    """Return plain data; a table becomes rows of arguments followed by the value."""
    return {
        "domains": {sort: list(members) for sort, members in model.domains.items()},
        "tables": {
            name: [[*map(to_plain, args), to_plain(value)] for args, value in table.items()]
            for name, table in model.tables.items()
        },
        "names": dict(model.names),
    }


def model_from_json(data: object) -> Model:
    """Return the model that `model_to_json` wrote. Raises `FaultError` on any other shape."""
    match data:
        case {"domains": dict(domains), "tables": dict(tables), "names": dict(names)}:
            return Model(
                {str(sort): read_words(members) for sort, members in domains.items()},
                {str(name): _table(rows) for name, rows in tables.items()},
                {str(name): _word(individual) for name, individual in names.items()},
            )
        case _:
            raise misshapen("model")


def result_to_json(result: Result) -> dict[str, Json]:
    """Return a result with its evidence as plain data."""
    return {
        "verdict": result.verdict.value,
        "value": to_plain(result.value),
        "models": [model_to_json(model) for model in result.models],
        "core": list(result.core),
        "minimal": result.minimal,
        "engine": result.engine,
        "trust": result.trust,
        "reason": result.reason,
        "options": dict(result.options),
        "assumptions": list(result.assumptions),
        "cpu_s": result.cpu_s,
        "method": result.method,
    }


def result_from_json(data: object) -> Result:
    """Return the result that `result_to_json` wrote. Raises `FaultError` on any other shape."""
    match data:
        case {
            "verdict": str(verdict),
            "value": value,
            "models": list(models),
            "core": list(core),
            "minimal": bool(minimal),
            "engine": str(engine),
            "trust": str(trust),
            "reason": str(reason),
            "options": dict(options),
            "assumptions": list(assumptions),
            "cpu_s": float() | int() as cpu_s,
            "method": str(method),
        } if verdict in set(Verdict):
            return Result(
                Verdict(verdict),
                from_plain(value),
                tuple(model_from_json(model) for model in models),
                read_words(core),
                minimal,
                engine,
                _one_of(_TRUST, trust, "trust"),
                reason,
                {str(label): _one_of(_STATUS, status, "option") for label, status in options.items()},
                read_words(assumptions),
                float(cpu_s),
                method,
            )
        case _:
            raise misshapen("result")


def _table(rows: object) -> Table:
    if not isinstance(rows, list) or not all(isinstance(row, list) and row for row in rows):
        raise misshapen("model")
    return {tuple(map(read_value, row[:-1])): read_value(row[-1]) for row in rows}


def read_value(data: object) -> Value:
    """Return a value of a model. Raises `FaultError`."""
    match data:
        case bool() | int() | str():
            return data
        case {"fraction": str(text), **others} if not others and _FRACTION.fullmatch(text):
            return _fraction(text)
    raise misshapen("value")


def _fraction(text: str) -> int | Fraction:
    above, below = map(int, text.split("/"))
    if below == 0:
        raise misshapen("number")
    return narrowed(Fraction(above, below))


def _word(data: object) -> str:
    if not isinstance(data, str):
        raise misshapen("name")
    return data


def read_words(data: object) -> tuple[str, ...]:
    """Return a list of names. Raises `FaultError` (`bad-json`) on anything else."""
    if not isinstance(data, list):
        raise misshapen("list of names")
    return tuple(map(_word, data))


def _one_of(known: tuple[_Word, ...], word: object, noun: str) -> _Word:
    if word not in known:
        raise misshapen(noun)
    return known[known.index(word)]


def misshapen(noun: str) -> FaultError:
    """Return the fault of data that is not the plain form of what it should be."""
    return FaultError(Fault("bad-json", f"this is not the plain form of a {noun}"))
