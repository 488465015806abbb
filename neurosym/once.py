"""One call, one answer: each function starts an engine of its own and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from neurosym.answer import Answer
from neurosym.engine import Engine, Lms
from neurosym.ir.core import Problem
from neurosym.record import Record
from neurosym.trace import Listener
from neurosym.translate.prompt import Style
from neurosym.workers.budget import Budget


class Settings(TypedDict, total=False):
    """The settings of an `Engine` beside its LMs."""

    backends: Sequence[str]
    budget: Budget | None
    tries: int
    record: Record | str | Path | None
    on: Listener | None
    cross_check: bool
    certify: bool
    style: Style
    max_tokens: int
    doubt: float | None
    forward: bool
    tests: bool


def ask(text: str, lm: Lms = None, **settings: Unpack[Settings]) -> Answer:
    """Answer a question in words. The settings are those of `Engine`."""
    with Engine(lm, **settings) as engine:
        return engine.ask(text)


def ask_many(
    texts: Iterable[str], lm: Lms = None, workers: int = 1, **settings: Unpack[Settings]
) -> Iterator[Answer]:
    """Answer many texts, in their order."""
    with Engine(lm, **settings) as engine:
        yield from engine.ask_many(texts, workers)


def solve(problem: Problem, **settings: Unpack[Settings]) -> Answer:
    """Decide a problem."""
    with Engine(None, **settings) as engine:
        return engine.solve(problem)
