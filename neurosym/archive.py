"""Answers as JSON and back, exactly, so that an answer can be stored, sent and read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from neurosym.answer import Answer
from neurosym.attempts import Attempt, Reading
from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.assemble import problem_from_json
from neurosym.ir.certificate_plain import certificate_from_json, certificate_to_json
from neurosym.ir.core import Problem
from neurosym.ir.derivation import DerivationCertificate
from neurosym.ir.plain import Json, misshapen, problem_to_json, result_from_json, result_to_json
from neurosym.ir.verdict import Verdict
from neurosym.trace import Timing

ANSWER_VERSION = 1
MAX_BYTES = 64 << 20

_Field = TypeVar("_Field", str, bool, int, list[object], dict[str, object])


def answer_to_json(answer: Answer) -> dict[str, Json]:
    """Return the answer with its problem, evidence, faults and attempts as plain data."""
    return {
        "answer_version": ANSWER_VERSION,
        "verdict": answer.verdict.value,
        "says": str(answer),
        "text": answer.text,
        "problem": problem_to_json(answer.problem) if answer.problem else None,
        "result": result_to_json(answer.result) if answer.result else None,
        "reading": _reading_to_json(answer.reading),
        "faults": [fault_to_json(fault) for fault in answer.faults],
        "attempts": [_attempt_to_json(attempt) for attempt in answer.attempts],
        "timings": [[timing.stage, timing.seconds] for timing in answer.timings],
        "id": answer.id,
        "certificate": certificate_to_json(answer.certificate) if answer.certificate else None,
        "derivation": answer.derivation.to_json() if answer.derivation else None,
    }


def answer_from_json(data: object) -> Answer:
    """Return the answer that `answer_to_json` wrote. Raises `FaultError` on any other shape."""
    table = _table(data)
    if table.get("answer_version") != ANSWER_VERSION:
        raise FaultError(Fault("bad-json", f"this is no answer of version {ANSWER_VERSION}"))
    return Answer(
        _verdict(table),
        _get(table, "text", str),
        _problem(table.get("problem")),
        None if table.get("result") is None else result_from_json(table["result"]),
        _reading(_table(table.get("reading"))),
        tuple(map(fault_from_json, _get(table, "faults", list))),
        tuple(map(_attempt, _get(table, "attempts", list))),
        tuple(map(_timing, _get(table, "timings", list))),
        _get(table, "id", str),
        None if table.get("certificate") is None else certificate_from_json(table["certificate"]),
        None if table.get("derivation") is None else DerivationCertificate.from_json(table["derivation"]),
    )


def fault_to_json(fault: Fault) -> dict[str, Json]:
    """Return a fault as plain data, its place with the text that it points into."""
    place = fault.where
    return {
        "code": fault.code,
        "what": fault.what,
        "where": None if place is None else [place.text, place.start, place.end, place.label],
        "hint": fault.hint,
        "claim": fault.claim,
        "severity": fault.severity,
    }


def fault_from_json(data: object) -> Fault:
    """Return the fault that `fault_to_json` wrote. Raises `FaultError` on any other shape."""
    table = _table(data)
    match table.get("where"), table.get("severity"):
        case None, ("error" | "warning") as severity:
            where = None
        case [str(text), int(start), int(end), str(label)], ("error" | "warning") as severity:
            where = Span(text, start, end, label)
        case _:
            raise misshapen("fault")
    code, what, hint, claim = (_get(table, name, str) for name in ("code", "what", "hint", "claim"))
    return Fault(code, what, where, hint, claim, severity)


# --- parts


def _reading_to_json(reading: Reading) -> dict[str, Json]:
    return {
        "sentences": reading.sentences,
        "quoted": reading.quoted,
        "numbers": list(reading.numbers),
        "left_out": list(reading.left_out),
        "repairs": list(reading.repairs),
    }


def _reading(table: Mapping[str, object]) -> Reading:
    return Reading(
        _get(table, "sentences", int),
        _get(table, "quoted", int),
        _words(table, "numbers"),
        _words(table, "left_out"),
        _words(table, "repairs"),
    )


def _attempt_to_json(attempt: Attempt) -> dict[str, Json]:
    return {
        "lm": attempt.lm,
        "reply": attempt.reply,
        "problem": problem_to_json(attempt.problem) if attempt.problem else None,
        "repairs": list(attempt.repairs),
        "faults": [fault_to_json(fault) for fault in attempt.faults],
        "verdict": attempt.verdict,
        "kept": attempt.kept,
        "mode": attempt.mode,
        "seconds": attempt.seconds,
    }


def _attempt(data: object) -> Attempt:
    table = _table(data)
    return Attempt(
        _get(table, "lm", str),
        _get(table, "reply", str),
        _problem(table.get("problem")),
        _words(table, "repairs"),
        tuple(map(fault_from_json, _get(table, "faults", list))),
        _get(table, "verdict", str),
        _get(table, "kept", bool),
        _get(table, "mode", str),
        _seconds(table.get("seconds")),
    )


def _timing(data: object) -> Timing:
    match data:
        case [str(stage), seconds]:
            return Timing(stage, _seconds(seconds))
        case _:
            raise misshapen("timing")


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise misshapen("duration")
    return float(value)


def _verdict(table: Mapping[str, object]) -> Verdict:
    word = _get(table, "verdict", str)
    if word not in set(Verdict):
        raise misshapen("verdict")
    return Verdict(word)


def _problem(data: object) -> Problem | None:
    return None if data is None else problem_from_json(data)


def _words(table: Mapping[str, object], name: str) -> tuple[str, ...]:
    words = _get(table, name, list)
    if not all(isinstance(word, str) for word in words):
        raise misshapen(name)
    return tuple(map(str, words))


def _get(table: Mapping[str, object], name: str, kind: type[_Field]) -> _Field:
    value = table.get(name)
    if not isinstance(value, kind):
        raise misshapen(f"`{name}` of an answer")
    return value


def _table(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise FaultError(Fault("bad-json", "this is not the plain form of an answer"))
    return data
