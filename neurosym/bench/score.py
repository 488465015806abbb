"""Verdicts to option letters, and letters to figures. The only place that sees right answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from neurosym.bench.replay import Replayed
from neurosym.bench.run import Done, Row, share
from neurosym.ir.verdict import Verdict

_WORDS = {
    "true": Verdict.PROVED,
    "yes": Verdict.PROVED,
    "false": Verdict.REFUTED,
    "no": Verdict.REFUTED,
    "unknown": Verdict.UNDETERMINED,
    "uncertain": Verdict.UNDETERMINED,
}
_DEFINITE = (Verdict.PROVED, Verdict.REFUTED, Verdict.UNIQUE)


def letter(replayed: Replayed, options: Sequence[str]) -> str:
    """Return the option that a verdict says is right; nothing where it says none: then it abstains.

    `unique` names its option. Else the options give the words for verdicts: a set whose options are True
    and False has none for `undetermined`.
    """
    result = replayed.result
    if result.verdict is Verdict.UNIQUE:
        return str(result.value)
    for option in options:
        match = re.match(r"\(?([A-Z])\W+(\w+)\W*$", option)
        if match and _WORDS.get(match[2].lower()) is result.verdict:
            return match[1]
    return ""


def scored(replayed: Replayed, options: Sequence[str], answer: str) -> Done:
    """Return what a bench keeps of one item."""
    given = letter(replayed, options)
    result = replayed.result
    return {
        "verdict": result.verdict.value,
        "given": given,
        "right": given == answer,
        "wrong": given not in ("", answer),
        "executed": replayed.executed,
        "definite": result.verdict in _DEFINITE,
        "cpu_s": round(replayed.cpu_s, 5),
        "reason": result.reason,
        "repairs": list(replayed.repairs),
        "faults": [fault.what for fault in replayed.faults],
    }


def row(name: str, model: str, done: Sequence[Mapping[str, object]]) -> Row:
    """Return the figures of one set and model: shares of all n, `precision` of the definite verdicts."""
    n = len(done)
    definite = [entry for entry in done if entry["definite"]]
    right, wrong = (sum(bool(entry[key]) for entry in done) for key in ("right", "wrong"))
    return {
        "set": name,
        "model": model,
        "n": n,
        "executable": share(sum(bool(entry["executed"]) for entry in done), n),
        "accuracy": share(right, n),
        "definite": share(len(definite), n),
        "precision": share(sum(bool(entry["right"]) for entry in definite), len(definite)),
        "right": share(right, n),
        "wrong": share(wrong, n),
        "abstained": share(n - right - wrong, n),
        "cpu_s": round(sum(float(str(entry["cpu_s"])) for entry in done) / n, 5) if n else 0.0,
    }
