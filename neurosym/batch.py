"""Many texts: answered side by side, given back in order, and journalled so that a kill repeats none."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from neurosym.answer import Answer
from neurosym.archive import answer_from_json
from neurosym.faults import FaultError
from neurosym.lm.base import content_key
from neurosym.record import Record, Row

KIND = "answer"

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Journal:
    """The answers in a record, by the content of what was asked and of how.

    An answer that failed for want of a reply is kept to be read, but is not taken for finished.
    """

    def __init__(self, record: Record) -> None:
        self._record = record

    def finished(self, key: str) -> Answer | None:
        """Return the last finished answer of this key."""
        for row in reversed(self._record.find(key, kind=KIND)):
            answer = stored(row)
            if answer is not None and all(attempt.mode for attempt in answer.attempts):
                return answer
        return None

    def keep(self, key: str, answer: Answer) -> Answer:
        """Write the answer down and return it with its place in the record."""
        place = self._record.add(KIND, key, answer.to_json())
        return replace(answer, id=str(place)) if place else answer


def stored(row: Row) -> Answer | None:
    """Return the answer in a row of a record; None where the row has none that can be read."""
    try:
        return replace(answer_from_json(row.payload), id=str(row.id))
    except FaultError:  # written by another version
        return None


def question_key(asked: Sequence[str], how: object) -> str:
    """Return the key of a question, put to these LMs (by the hash of what they are told) in this way."""
    return content_key([list(asked), how])


def groups(items: Iterable[_In], some: int) -> Iterator[Sequence[_In]]:
    """Yield the items so many at a time, and at last those that are left."""
    waiting = iter(items)
    while group := list(islice(waiting, some)):
        yield group


def ahead(items: Iterable[_In], some: int, prepare: Callable[[Sequence[_In]], None]) -> Iterator[_In]:
    """Yield the items; so many at a time are prepared together before the first of them is drawn."""
    for group in groups(items, some):
        prepare(group)
        yield from group


def in_order(items: Iterable[_In], work: Callable[[_In], _Out], workers: int) -> Iterator[_Out]:
    """Yield the results in the order of the items, which are drawn as they are needed."""
    if workers <= 1:
        yield from map(work, items)
        return
    waiting: deque[Future[_Out]] = deque()
    with ThreadPoolExecutor(workers) as threads:
        try:
            for item in items:
                waiting.append(threads.submit(work, item))
                if len(waiting) >= 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()
