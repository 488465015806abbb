"""What a phrase of a puzzle stands for: a member of a group, a place, or words for a place. Data only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.core import Element, Term
from neurosym.translate.sentences.puzzles.frames import Frame
from neurosym.translate.sentences.words.spots import Place


@dataclass(frozen=True, slots=True)
class Thing:
    """A member of a group."""

    group: int
    term: Term


@dataclass(frozen=True, slots=True)
class Seat:
    """A place of a frame."""

    frame: Frame
    term: Term


Where: TypeAlias = Thing | Seat | Place
Env: TypeAlias = Mapping[str, Thing | Seat]
"""What each bound variable ranges over."""


def shown(where: Where, called: Sequence[str]) -> str:
    """Return what to call a thing or a place in a fault; `called` are the names of the groups."""
    match where:
        case Thing(_, Element(name)):
            return name
        case Thing(group, _):
            return called[group]
        case Seat(frame, _):
            return frame.noun
        case _:
            return "a place"


def unknown(phrase: str, what: str = "", hint: str = "") -> FaultError:
    """Return the fault of a phrase that nothing in the problem explains."""
    told = what or f"nothing says what “{phrase}” is here"
    return FaultError(Fault("unknown-phrase", told, Span(phrase, 0, len(phrase)), hint))
