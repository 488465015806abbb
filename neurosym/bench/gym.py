"""Fresh puzzles of `reasoning-gym`, as rows with their answers. Solves none of them.

Their syllogisms take for granted that no class is empty.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neurosym.bench.rows import kinds_of
from neurosym.faults import Fault, FaultError, suggestion
from neurosym.lm.base import missing

if TYPE_CHECKING:
    from neurosym.bench.rows import Row


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
    for number, entry in enumerate(reasoning_gym.create_dataset(kind, size=count, seed=seed)):
        yield row_of(kind, f"{kind}-{seed}-{number}", entry)


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
