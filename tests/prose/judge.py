"""Turns enumerated worlds into a gold answer; knows no problem and nothing of neurosym."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TypeVar

Gold = str | dict[str, object]
World = TypeVar("World")
Tests = Mapping[str, Callable[[World], bool]]


def booleans(count: int) -> Iterator[tuple[bool, ...]]:
    return product((False, True), repeat=count)


def question(worlds: Iterable[World], asked: Callable[[World], bool]) -> str:
    """The verdict on a yes/no question, from all the worlds in which the text holds."""
    answers = {asked(world) for world in worlds}
    if len(answers) == 2:
        return "undetermined"
    if not answers:
        return "inconsistent"
    return "proved" if answers == {True} else "refuted"


def find(values: Iterable[dict[str, object]]) -> Gold:
    """The verdict on a question for values, given what is asked in each world of the text."""
    different: list[dict[str, object]] = []
    for value in values:
        if value not in different:
            different.append(value)
    if len(different) == 1:
        return {"verdict": "unique", "value": different[0]}
    return {"verdict": "several" if different else "none"}


def must(worlds: Sequence[World], options: Tests[World]) -> str:
    return _letter(letter for letter, holds in options.items() if all(map(holds, worlds)))


def could(worlds: Sequence[World], options: Tests[World]) -> str:
    return _letter(letter for letter, holds in options.items() if any(map(holds, worlds)))


def cannot(worlds: Sequence[World], options: Tests[World]) -> str:
    """Also the verdict of "each of the following could be true EXCEPT"."""
    return _letter(letter for letter, holds in options.items() if not any(map(holds, worlds)))


def _letter(fitting: Iterable[str]) -> str:
    letters = list(fitting)
    if len(letters) == 1:
        return letters[0]
    return "several" if letters else "none"
