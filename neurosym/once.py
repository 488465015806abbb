"""One call, one answer: each function starts an engine of its own and ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from neurosym.answer import Answer
from neurosym.batch import groups
from neurosym.engine import Engine, Lms
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Ask, Problem
from neurosym.lm.base import LM, SentenceLM
from neurosym.record import Record
from neurosym.trace import Listener
from neurosym.translate.prompt import Style
from neurosym.translate.sentences.translator import AHEAD
from neurosym.workers.budget import Budget

if TYPE_CHECKING:
    from neurosym.grounded import Grounded
    from neurosym.knowledge.store import Knowledge


OF_GRAPHS = ("budget", "certify", "on", "record")
"""The settings that answers from graphs have, too."""


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

    The settings are those of `Engine`, for a graph `OF_GRAPHS`; of several LMs the first reads its questions.
    Raises `FaultError`: `settings` for others, and what `Engine` or `Grounded` raises.
    """
    if knowledge is not None:
        with _grounded(knowledge, lm, rules, settings) as graph:
            return graph.ask(text)
    with Engine(lm, **settings) as engine:
        return engine.ask(text)


def _grounded(knowledge: Knowledge, lm: Lms, rules: str, settings: Settings) -> Grounded:
    from neurosym.grounded import Grounded  # graphs are read by libraries of their own
    from neurosym.knowledge.store import Bounds

    idle = settings.keys() - OF_GRAPHS
    if idle:
        what = f"a graph is asked without {', '.join(sorted(idle))}"
        raise FaultError(Fault("settings", what, hint=f"it has {', '.join(OF_GRAPHS)}"))
    first = next(iter(lm), None) if isinstance(lm, (list, tuple)) else lm
    assert first is None or isinstance(first, (str, LM, SentenceLM))
    budget = settings.get("budget")
    return Grounded(
        knowledge,
        first,
        rules,
        bounds=Bounds(seconds=budget.wall_s, memory_mb=budget.memory_mb) if budget else None,
        certify=settings.get("certify", True),
        on=settings.get("on"),
        record=settings.get("record"),
    )


def ask_many(
    texts: Iterable[str],
    lm: Lms = None,
    workers: int = 1,
    *,
    knowledge: Knowledge | None = None,
    rules: str = "",
    **settings: Unpack[Settings],
) -> Iterator[Answer]:
    """Answer many texts, in their order; questions to a graph, if there is `knowledge`, one after the other
    whatever the `workers`."""
    if knowledge is not None:
        with _grounded(knowledge, lm, rules, settings) as graph:
            for together in groups(texts, AHEAD):
                yield from graph.ask_many(together)
        return
    with Engine(lm, **settings) as engine:
        yield from engine.ask_many(texts, workers)


def solve(
    problem: Problem, *, knowledge: Knowledge | None = None, rules: str = "", **settings: Unpack[Settings]
) -> Answer:
    """Decide a problem; with the facts of a graph, if there is `knowledge` (see `open_graph`), and with what
    follows from them by `rules`, a pack or a file of rules over triples."""
    if knowledge is not None and isinstance(problem.goal, Ask):
        with _grounded(knowledge, None, rules, settings) as graph:
            return graph.solve(problem)
    with Engine(None, **settings) as engine:
        return engine.solve(problem, knowledge, rules)
