"""Texts with known answers, from files of several forms, in one form. Asks nobody.

A row is `{id, text, question, options?, gold, kind}`; `gold` as `agree` takes it. The forms are told apart
by their fields: contexts with a gold verdict or letter, premises with a conclusion, contexts with questions
of yes and no, knights and knaves with a solution, programmes with a gold formulation, rows that have this
form already, and the held-out ones of texts as in `neurosym/learn/texts`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import ascii_uppercase

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import missing

Row = Mapping[str, object]
FORMULATION = "formulation"
"""The field of a row whose gold is a linear programme, not an answer."""

FORWARD = "forward"
"""The field of a row that says whether its gold comes of rules that fire forward only."""

NOT_PROVED = {"verdict": ["refuted", "undetermined"]}
"""What `no` says as an answer to `does it follow`."""

ENDINGS = (".jsonl", ".txt")

TRAINING = ("train", "recorded")
"""Words in the names of files and folders that a folder's files are not searched in."""


def rows_of(path: Path) -> list[Row]:
    """Return the rows of a file, or of all files of a folder that hold any.

    Raises `FaultError` (`no-rows`) where a file named by itself holds none.
    """
    if path.is_file():
        return list(_rows(path, _set_of(path)))
    found: list[Row] = []
    for file in sorted(file for ending in ENDINGS for file in path.rglob(f"*{ending}")):
        if not any(word in part for part in file.relative_to(path).parts for word in TRAINING):
            try:
                found += _rows(file, _set_of(file))
            except FaultError:
                continue
    return found


def _set_of(path: Path) -> str:
    """Return what a file of rows is called; where it is only one part of a set, the set is its folder."""
    return path.resolve().parent.name if path.stem.partition("_")[0] in ("dev", "test") else path.stem


def _rows(path: Path, kind: str) -> Iterator[Row]:
    if path.suffix == ".txt":
        yield from _held_out(path, kind)
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except json.JSONDecodeError as error:
            raise _unfit(path, number, f"this is no JSON: {error.msg}") from None
        if not isinstance(given, Mapping):
            raise _unfit(path, number, "a row is an object")
        yield from _formed(given, path, number, kind)


def _held_out(path: Path, kind: str) -> Iterator[Row]:
    try:
        from neurosym.learn.texts import read_texts
    except ImportError as error:
        raise missing("a file of texts", error.name or str(error), "'neurosym-engine[train]'") from error
    for text in read_texts(kind, path.read_text(encoding="utf-8")):
        if text.held and text.answer:
            gold = {"words": list(text.answer)}
            yield {"kind": kind, "id": text.name, "text": text.text, "question": "", "gold": gold}


def _formed(given: Mapping[str, object], path: Path, number: int, kind: str) -> Iterator[Row]:
    name = str(given.get("id", number))
    match given:
        case {"text": _, "question": _, "gold": _}:
            yield {"kind": kind, "id": name, **given}
        case {"context": context, "question": question, "gold": gold}:
            row = {"text": context, "question": question, "gold": gold}
            yield {"kind": kind, "id": name, **row, FORWARD: isinstance(given.get("rules"), list)}
        case {"context": context, "options": options, "gold": gold}:
            question = "Which of the following is true?"
            row = {"text": context, "question": question, "options": options, "gold": gold}
            yield {"kind": kind, "id": name, **row}
        case {"premises": premises, "conclusion": conclusion, "label": label}:
            row = {"text": premises, "question": f"True or false: {conclusion}", "gold": label}
            yield {"kind": kind, "id": str(given.get("example_id", number)), **row}
        case {"context": context, "qa_pairs": list(questions)}:
            for place, each in enumerate(questions, start=1):
                gold = "proved" if each["answer"] == "yes" else NOT_PROVED
                row = {"text": context, "question": each["question"], "gold": gold}
                yield {"kind": kind, "id": f"{number}/{place}", **row}
        case {"context": context, "question": question, "choices": Mapping() as choices, "answer": answer}:
            letters = dict(zip(choices, ascii_uppercase, strict=False))
            options = {letters[name]: says for name, says in choices.items()}
            row = {"text": context, "question": question, "options": options, "gold": letters[answer]}
            yield {"kind": kind, "id": name, **row}
        case {"quiz": quiz, "solution_text": str(solution)}:
            yield {"kind": kind, "id": name, "text": quiz, "question": "", "gold": kinds_of(solution)}
        case _ if given and all(isinstance(each, Mapping) and "document" in each for each in given.values()):
            for key, each in given.items():
                text = str(each["document"]) if isinstance(each, Mapping) else ""
                yield {"kind": kind, "id": key, "text": text, "question": "", "gold": "", FORMULATION: each}
        case _:
            raise _unfit(path, number, f"a row of an unknown form, with the fields {', '.join(given)}")


def kinds_of(solution: str, kinds: tuple[str, str] = ("knight", "knave")) -> Mapping[str, object]:
    """Return `Zoey is a knave, and Oliver is a knight.` as the answer that it is."""
    said = (part.replace(" and ", " ").strip(" .").split() for part in solution.split(","))
    value = {"kind": {words[0]: words[-1] for words in said if words}}
    return {"verdict": "unique", "value": value, "kinds": list(kinds)}


def _unfit(path: Path, number: int, what: str) -> FaultError:
    return FaultError(Fault("no-rows", f"{path}, line {number}: {what}"))
