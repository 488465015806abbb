"""The LM that reads questions and claims: the one that is named, else the embedded one, if it can be had."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from neurosym.bench.run import Options
from neurosym.bench.texts import NOBODY
from neurosym.faults import FaultError
from neurosym.grounded import QUESTIONS
from neurosym.lm.base import LM, SentenceLM, open_lm


def opened(options: Options) -> LM:
    """Return the LM that reads. Raises `FaultError` where nothing is called so."""
    spec = QUESTIONS if options.lm in ("", "embedded") else options.lm
    # what was read before would cost nothing the second time, in another set
    afresh = {"remember": False} if spec.startswith("embedded") else {}
    return open_lm(spec, **options.lm_settings, **afresh)


def identity(options: Options) -> str:
    """Return what the LM is called, and what its weights hash to where it reads sentences."""
    lm = opened(options)
    return lm.identity if isinstance(lm, SentenceLM) else lm.name


def ready(options: Options) -> None:
    """See to it that the LM can be asked; its weights may be fetched for that. What converses is not tried.

    Raises `FaultError` where it cannot.
    """
    _tried(options.lm, tuple(sorted(options.lm_settings.items())))


def mute(options: Options) -> str:
    """Return why there is no LM to read with, nothing if there is.

    Raises `FaultError` for one that was asked for by name.
    """
    try:
        ready(options)
    except FaultError as error:
        if options.lm or not any(fault.code in NOBODY for fault in error.faults):
            raise
        return f"no LM reads here: {error.faults[0].what}"
    return ""


@cache
def _tried(name: str, settings: tuple[tuple[str, object], ...]) -> None:
    lm = opened(Options(Path(), lm=name, lm_settings=dict(settings)))
    if isinstance(lm, SentenceLM):
        lm.write(["Is anybody there?"], ['start: " yes"'], max_tokens=2)
