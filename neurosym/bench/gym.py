"""Fresh puzzles of `reasoning-gym`, as rows with their answers. Solves none of them.

Their syllogisms take for granted that no class is empty. One in eight is labelled valid and is not (their
check does not ask that the middle term is distributed); those are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neurosym.bench.rows import kinds_of
from neurosym.faults import Fault, FaultError, suggestion
from neurosym.lm.base import missing

if TYPE_CHECKING:
    from neurosym.bench.rows import Row


SPARE = 2
"""Times as many puzzles are drawn as are asked for, so that some can be left out."""


def write_rows(path: Path, kind: str, count: int, seed: int) -> None:
    """Write so many puzzles as JSON lines. The same seed gives the same puzzles. Raises `FaultError`."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in fresh_rows(kind, count, seed)]
    path.write_text("".join(lines), encoding="utf-8")


def fresh_rows(kind: str, count: int, seed: int) -> Iterator[Row]:
    """Yield the rows of a kind. Raises `FaultError` for another kind, or without the library."""
    if kind not in _GOLD:
        what = f"no puzzles are called `{kind}`; there are {', '.join(_GOLD)}"
        raise FaultError(Fault("bad-option", what, hint=suggestion(kind, sorted(_GOLD)) or ""))
    try:
        import reasoning_gym
    except ImportError as error:
        raise missing("`bench fresh`", "reasoning-gym", "'neurosym-engine[fresh]'") from error
    drawn = enumerate(reasoning_gym.create_dataset(kind, size=SPARE * count, seed=seed))
    fit = ((number, entry) for number, entry in drawn if kind != "syllogism" or rightly_labelled(entry))
    for number, entry in islice(fit, count):
        yield row_of(kind, f"{kind}-{seed}-{number}", entry)


def rightly_labelled(entry: Mapping[str, Any]) -> bool:
    """Say whether a syllogism's answer is what holds in every world in which no class is empty.

    A world says which of the kinds of things there are that are in some of the classes.
    """
    told = entry["metadata"]
    *premises, conclusion = (_statement(told[name]) for name in ("premise1", "premise2", "conclusion"))
    classes = sorted({name for _, *names in (*premises, conclusion) for name in names})
    things = [frozenset(some) for size in range(len(classes) + 1) for some in combinations(classes, size)]
    worlds = (some for size in range(1, len(things) + 1) for some in combinations(things, size))
    follows = all(
        _holds(conclusion, world)
        for world in worlds
        if frozenset().union(*world) == frozenset(classes) and all(_holds(one, world) for one in premises)
    )
    said: str = entry["answer"]
    return bool(follows == (said == "Yes"))


def _statement(said: str) -> tuple[str, str, str]:
    """Return quantifier, subject and predicate of `Some cats are not dogs`."""
    start, _, predicate = said.partition(" are ")
    quantifier, _, subject = start.partition(" ")
    bare = predicate.removeprefix("not ")
    return (f"{quantifier} not" if bare != predicate else quantifier), subject, bare


def _holds(statement: tuple[str, str, str], world: Sequence[frozenset[str]]) -> bool:
    quantifier, subject, predicate = statement
    within = [predicate in thing for thing in world if subject in thing]
    match quantifier:
        case "All":
            return all(within)
        case "No":
            return not any(within)
        case "Some":
            return any(within)
        case "Some not":
            return not all(within)
        case _:
            raise FaultError(Fault("gold", f"no quantifier is called {quantifier}"))


def row_of(kind: str, name: str, entry: Mapping[str, Any]) -> Row:
    """Return one puzzle as a row: its text as it is, and its answer as `agrees` takes it."""
    return {"id": name, "kind": kind, "text": entry["question"], "question": "", "gold": _GOLD[kind](entry)}


def _name_of_the_first(entry: Mapping[str, Any]) -> Mapping[str, object]:
    # the one question of these puzzles is who lives in house 1
    return {"verdict": "unique", "value": {"house": {"1": entry["answer"]}}}


def _follows(entry: Mapping[str, Any]) -> Mapping[str, object]:
    return {"verdict": ["proved"] if entry["answer"] == "Yes" else ["refuted", "undetermined"]}


def _kinds(entry: Mapping[str, Any]) -> Mapping[str, object]:
    terms = entry["metadata"]["knight_knave_terms"]
    return kinds_of(entry["answer"], (terms["knight"], terms["knave"]))


_GOLD: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, object]]] = {
    "knights_knaves": _kinds,
    "syllogism": _follows,
    "zebra_puzzles": _name_of_the_first,
}
