"""One call, one answer: each function starts an engine of its own and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from neurosym.answer import Answer
from neurosym.engine import Engine, Lms
from neurosym.ir.core import Ask, Problem
from neurosym.lm.base import LM, SentenceLM
from neurosym.record import Record
from neurosym.trace import Listener
from neurosym.translate.prompt import Style
from neurosym.workers.budget import Budget

if TYPE_CHECKING:
    from neurosym.knowledge.store import Bounds, Knowledge


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


def ask(
    text: str,
    lm: Lms = None,
    *,
    knowledge: Knowledge | None = None,
    rules: str = "",
    **settings: Unpack[Settings],
) -> Answer:
    """Answer a question in words; from a graph and what follows from it by `rules`, if there is `knowledge`.

    The settings are those of `Engine`. Of a graph: `budget`, `record`, `on` and `certify`, see `Grounded`.
    """
    if knowledge is not None:
        from neurosym.grounded import Grounded  # graphs are read by libraries of their own

        with Grounded(knowledge, _one(lm), rules, **_of_graphs(settings)) as graph:
            return graph.ask(text)
    with Engine(lm, **settings) as engine:
        return engine.ask(text)


def _one(lm: Lms) -> LM | SentenceLM | str | None:
    if isinstance(lm, (list, tuple)):
        return next(iter(lm), None)
    assert lm is None or isinstance(lm, (str, LM, SentenceLM))
    return lm


class _OfGraphs(TypedDict):
    """The settings that answers from graphs have, too."""

    bounds: Bounds | None
    certify: bool
    on: Listener | None
    record: Record | str | Path | None


def _of_graphs(settings: Settings) -> _OfGraphs:
    from neurosym.knowledge.store import Bounds

    budget = settings.get("budget")
    return {
        "bounds": Bounds(seconds=budget.wall_s, memory_mb=budget.memory_mb) if budget else None,
        "certify": settings.get("certify", True),
        "on": settings.get("on"),
        "record": settings.get("record"),
    }


def ask_many(
    texts: Iterable[str], lm: Lms = None, workers: int = 1, **settings: Unpack[Settings]
) -> Iterator[Answer]:
    """Answer many texts, in their order."""
    with Engine(lm, **settings) as engine:
        yield from engine.ask_many(texts, workers)


def solve(
    problem: Problem, *, knowledge: Knowledge | None = None, rules: str = "", **settings: Unpack[Settings]
) -> Answer:
    """Decide a problem; with the facts of a graph, if there is `knowledge` (see `open_graph`), and with what
    follows from them by `rules`, a pack or a file of rules over triples."""
    if knowledge is not None and isinstance(problem.goal, Ask):
        from neurosym.grounded import Grounded

        with Grounded(knowledge, None, rules, **_of_graphs(settings)) as graph:
            return graph.solve(problem)
    with Engine(None, **settings) as engine:
        return engine.solve(problem, knowledge, rules)
