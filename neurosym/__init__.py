"""A problem in words becomes a verified answer; importing this module loads nothing but itself.

>>> import neurosym as ns
>>> answer = ns.solve(ns.loads(text))

Each public name is imported when it is first used, so a script pays only for what it calls.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neurosym.accepted import verify as verify
    from neurosym.answer import Answer as Answer
    from neurosym.engine import Engine as Engine
    from neurosym.exported import export as export
    from neurosym.faults import Fault as Fault
    from neurosym.faults import FaultError as FaultError
    from neurosym.guard import Guard as Guard
    from neurosym.guard import guard as guard
    from neurosym.guarded import Guarded as Guarded
    from neurosym.ingest import ingest as ingest
    from neurosym.ir.core import Claim as Claim
    from neurosym.ir.core import Problem as Problem
    from neurosym.ir.load import load as load
    from neurosym.ir.load import loads as loads
    from neurosym.ir.verdict import Verdict as Verdict
    from neurosym.knowledge.align import align as align
    from neurosym.once import ask as ask
    from neurosym.once import ask_many as ask_many
    from neurosym.once import solve as solve
    from neurosym.verified import Verified as Verified
    from neurosym.verify_text import Verifier as Verifier
    from neurosym.verify_text import verify_text as verify_text
    from neurosym.workers.budget import Budget as Budget

    __version__: str

_HOME = {
    "align": "neurosym.knowledge.align",
    "Answer": "neurosym.answer",
    "Engine": "neurosym.engine",
    "ask": "neurosym.once",
    "ask_many": "neurosym.once",
    "export": "neurosym.exported",
    "ingest": "neurosym.ingest",
    "load": "neurosym.ir.load",
    "loads": "neurosym.ir.load",
    "solve": "neurosym.once",
    "verify": "neurosym.accepted",
    "Guard": "neurosym.guard",
    "Guarded": "neurosym.guarded",
    "guard": "neurosym.guard",
    "Verified": "neurosym.verified",
    "Verifier": "neurosym.verify_text",
    "verify_text": "neurosym.verify_text",
    "Fault": "neurosym.faults",
    "FaultError": "neurosym.faults",
    "Claim": "neurosym.ir.core",
    "Problem": "neurosym.ir.core",
    "Budget": "neurosym.workers.budget",
    "Verdict": "neurosym.ir.verdict",
}

__all__ = [*_HOME]


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name not in _HOME:
        raise AttributeError(f"module 'neurosym' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME, "__version__"])


class _Public(ModuleType):
    """This module. Importing a room sets its name here, and must not hide the call of that name."""

    def __getattribute__(self, name: str) -> object:
        if name in ("solve", "export", "guard", "ingest", "verify_text"):
            return getattr(import_module(_HOME[name]), name)
        return super().__getattribute__(name)


sys.modules[__name__].__class__ = _Public


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("neurosym-engine")
    except PackageNotFoundError:  # a checkout that nobody installed
        return "0+checkout"
