"""Which stage took how long: timings that an answer keeps, and events for whoever draws progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypeAlias

Stage = Literal["load", "translate", "check", "solve", "test", "certify"]


@dataclass(frozen=True, slots=True)
class Event:
    """A stage begins, goes on or ends after so many seconds; `detail` says what it is about."""

    stage: Stage
    state: Literal["begins", "goes on", "ends"]
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one stage took, in seconds of wall time, without the stages inside it."""

    stage: str
    seconds: float


Listener: TypeAlias = Callable[[Event], None]


class Trace:
    """The stages of one answer. Not for several threads."""

    def __init__(self, on: Listener | None = None) -> None:
        self._on = on
        self._timings: list[Timing] = []
        self._inside = 0.0

    @property
    def timings(self) -> tuple[Timing, ...]:
        """All stages that ended, in order."""
        return tuple(self._timings)

    @contextmanager
    def stage(self, stage: Stage, detail: str = "") -> Iterator[None]:
        """Time what happens inside."""
        self._tell(Event(stage, "begins", detail))
        begun, before, self._inside = time.monotonic(), self._inside, 0.0
        try:
            yield
        finally:
            seconds = time.monotonic() - begun
            self._timings.append(Timing(stage, seconds - self._inside))
            self._inside = before + seconds
            self._tell(Event(stage, "ends", detail, seconds))

    def _tell(self, event: Event) -> None:
        if self._on is not None:
            self._on(event)
