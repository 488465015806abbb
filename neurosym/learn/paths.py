"""Questions of one's own graph with their paths, as pairs to learn. Asks nobody.

A file of JSON lines: `q`, in which what is mentioned stands in [brackets], and `path`, the properties from
the first mention on, with `^` before those that are gone against.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from pathlib import Path

from neurosym.faults import Fault, FaultError
from neurosym.knowledge.words import spoken
from neurosym.learn.synchronous import Pair
from neurosym.translate.questions.notation import Along, Things, Which, written
from neurosym.translate.questions.notation import Path as Walk
from neurosym.translate.questions.prompt import LETTERS, prompt

_MENTION = re.compile(r"\[[^\[\]]*\]")


def path_pairs(files: Iterable[Path], seed: int = 0) -> dict[str, list[Pair]]:
    """Return the pairs of files, by name; the names of all properties stand in another order each time.

    Raises `FaultError` (`no-rows`) where a file has no such lines.
    """
    read: dict[str, list[tuple[str, list[str]]]] = {}
    for file in files:
        try:
            lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
            read[file.stem] = [(str(line["q"]), [str(step) for step in line["path"]]) for line in lines]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FaultError(Fault("no-rows", f"{file.name} has no questions with paths: {error}")) from None
    steps = (step for said in read.values() for _, path in said for step in path)
    names = sorted({spoken(step.removeprefix("^")) for step in steps})
    rng = random.Random(seed)
    return {
        name: [_pair(question, path, names, rng, name) for question, path in said]
        for name, said in read.items()
    }


def _pair(question: str, path: list[str], names: list[str], rng: random.Random, where: str) -> Pair:
    letters = iter(LETTERS)
    lettered = _MENTION.sub(lambda _: next(letters, "it"), question)
    steps = tuple(Along(spoken(step.removeprefix("^")), not step.startswith("^")) for step in path)
    shown = rng.sample(names, len(names))
    return Pair(prompt(shown, [], lettered), f" {written(Which(Things(Walk('A', '', steps))))}", where)
