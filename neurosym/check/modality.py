"""What a question asks of its options: to be true in every case, in some, in none, or not in every one.

"Which one of the following could be true?" is `could`, "… must be true EXCEPT" is `except`. Where the
question does not say it plainly of the options themselves, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from neurosym.check.base import Repair
from neurosym.english import fold
from neurosym.faults import Fault, Span
from neurosym.ir.core import OptionMode, Options, Problem

_ASKED = re.compile(r"\b(?:which|what|each|any|all|one)(?:\s+\w+)?\s+of (?:the following|these)\b")
_FOLLOW = (
    r"(?:be )?(?:safely |properly |correctly )?(?:be )?(?:concluded|inferred|deduced|derived|proved|proven)"
)
_MODES: tuple[tuple[OptionMode, str], ...] = (
    ("except", rf"(?:cannot|can not|can't|could not|couldn't) {_FOLLOW}"),
    ("must", rf"(?:can|could|may) {_FOLLOW}"),
    ("cannot", r"must be false|must not\b|cannot\b|can not\b|can't\b|could not\b|couldn't\b|impossible"),
    ("cannot", r"(?:is|are) not (?:an? )?(?:possible|allowed|allowable|acceptable|permitted|permissible)"),
    ("except", r"(?:could|can|may|might) be false|need not\b|does not have to\b|not necessarily"),
    ("must", r"must\b|has to\b|have to\b|necessarily|is certain\b|certainly|(?:is|are) required"),
    ("could", r"(?:could|can|may|might)\b"),
    ("could", r"(?:is|are) (?:an? )?(?:possible|allowed|allowable|acceptable|permitted|permissible)"),
)
_REVERSED: dict[OptionMode, OptionMode] = {
    "could": "cannot",
    "cannot": "could",
    "must": "except",
    "except": "must",
}
_NEAR = 60
"""Characters between the options and what is asked of them."""
_OF_OTHERS = re.compile(
    r"\b(?:lists?|number|of which|of whom|if|substituted|how many|m(?:ax|in)imum|(?:earl|lat)est)\b"
)
"""Words after which a modal verb speaks of something else than the option."""


def asked_mode(question: str) -> OptionMode | None:
    """Return what a question asks of its options; None where it does not say it plainly."""
    plain = fold(question)
    asked = _ASKED.search(plain)
    # without "which of the following" it is a sentence that the options go on with: "…, then Ann must be"
    start = asked.end() if asked else max(plain.rfind(" then "), plain.rfind(","), 0)
    found = [(match.start(), mode) for mode, form in _MODES if (match := re.search(form, plain[start:]))]
    if not found or (asked is None and (plain.endswith("?") or len({mode for _, mode in found}) > 1)):
        return None
    place, mode = min(found, key=lambda one: one[0])
    between = plain[start : start + place]
    if len(between) > _NEAR or _OF_OTHERS.search(between):
        return None
    return _REVERSED[mode] if re.search(r"\bexcept\b\s*(?:for\b|that\b)?\W*$", plain) else mode


_ABOUT_ALL = re.compile(
    r"\b(?:how many|(?:(?:max|min)imum|greatest|least|largest|smallest) (?:possible )?number"
    r"|(?:earliest|latest) \w+ (?:that|at which|on which|when)"
    r"|(?:fully|completely|uniquely) determined|same effect)\b"
)
"""Questions about all the worlds together, which no option answers by being true in one or in all of them."""


def askable(problem: Problem) -> Iterator[Fault]:
    """The question can be answered by asking each option by itself (error `question`)."""
    goal = problem.goal
    asked = fold(goal.says)
    what = _ABOUT_ALL.search(asked) if isinstance(goal, Options) else None
    if what is not None and re.search(r"\b(?:could|can|may|might|possible|determined|same effect)\b", asked):
        where = Span(asked, what.start(), what.end(), "quoted")
        yield Fault(
            "question",
            "the question compares all solutions, and each option speaks of one",
            where,
            "ask for the largest or smallest value, or for the solutions themselves",
            "goal",
        )


def asked_as_said(problem: Problem) -> Iterator[Fault]:
    """The options are asked what the question asks of them (warning `question`)."""
    goal = problem.goal
    mode = asked_mode(goal.says) if isinstance(goal, Options) else None
    if isinstance(goal, Options) and mode not in (None, goal.mode):
        what = f"the question asks which option `{mode}` be true, and the goal is `{goal.mode}`"
        where = Span(goal.says, 0, len(goal.says), "quoted")
        yield Fault("question", what, where, f'write `{mode} "…"`', "goal", "warning")


def ask_as_said(problem: Problem) -> Iterator[Repair]:
    """Ask of the options what the question asks."""
    goal = problem.goal
    mode = asked_mode(goal.says) if isinstance(goal, Options) else None
    if isinstance(goal, Options) and mode is not None and mode != goal.mode:
        what = f"The question asks what `{mode}` be true, not `{goal.mode}`."
        yield Repair("question", what, replace(problem, goal=replace(goal, mode=mode)))
