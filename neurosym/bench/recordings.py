"""The files of recorded programs, as items that a reader may see and answers that only the score sees."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from neurosym.bench.dialects.recording import Recording
from neurosym.faults import Fault, FaultError

FOLDER = Path("logic", "recorded_programs")
OPEN_MODELS = Path("logic", "recorded_programs_open_models")
SETS = ("ProofWriter", "PrOntoQA", "FOLIO", "LogicalDeduction", "AR-LSAT")
_FILE = re.compile(r"(?:(self-refine-\d+)_)?([\w-]+?)_dev_(.+)\.jsonl?$")
_SPELLED = {name.casefold(): name for name in SETS}


@dataclass(frozen=True, slots=True)
class Recorded:
    """One item: what was recorded, and beside it the answer, for the score alone."""

    set: str
    model: str
    id: str
    recording: Recording
    answer: str


def recorded(data: Path) -> Iterator[Recorded]:
    """Yield all recorded programs: one file for each set and model, the question beside the program.

    The files of open models have programs only; the questions come from the other files, by id.
    Raises `FaultError` where there are no recordings.
    """
    whole = list(_whole(data / FOLDER))
    if not whole:
        raise FaultError(Fault("no-data", f"no recorded programs in {data / FOLDER}"))
    yield from whole
    asked = {(item.set, item.id): item for item in whole}
    yield from _programs(data / OPEN_MODELS, asked)


def _whole(folder: Path) -> Iterator[Recorded]:
    for path, name, model in _files(folder, "json"):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            programs = entry["raw_logic_programs"]
            recording = Recording(
                programs[0] if programs else "", entry["context"], entry["question"], tuple(entry["options"])
            )
            yield Recorded(name, model, entry["id"], recording, entry["answer"])


def _programs(folder: Path, asked: dict[tuple[str, str], Recorded]) -> Iterator[Recorded]:
    for path, name, model in _files(folder, "jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            known = asked.get((name, entry["id"]))
            if known is not None:
                program = entry["program"] if isinstance(entry["program"], str) else ""
                about = known.recording
                recording = Recording(program, about.text, about.question, about.options)
                yield Recorded(name, model, known.id, recording, entry["answer"])


def _files(folder: Path, suffix: str) -> Iterator[tuple[Path, str, str]]:
    for path in sorted(folder.glob(f"*_dev_*.{suffix}")):
        match = _FILE.match(path.name)
        if match:
            name = _SPELLED.get(match[2].casefold(), match[2])
            yield path, name, f"{match[3]} {match[1]}" if match[1] else match[3]


@dataclass(frozen=True, slots=True)
class Rerun:
    """What Logic-LM's own back-end did on a recorded program: whether it ran, and what it answered."""

    executed: bool
    right: bool


def reruns(data: Path) -> dict[tuple[str, str], list[Rerun]]:
    """Return the results of Logic-LM's own back-end by set and model; nothing where there are none."""
    path = data / FOLDER / "solver_results_rerun.jsonl"
    found: dict[tuple[str, str], list[Rerun]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        entry = json.loads(line)
        name = _SPELLED.get(entry["ds"].casefold(), entry["ds"])
        rerun = Rerun(entry["flag"] == "success", entry["pred"] == entry["gold"])
        found.setdefault((name, entry["model"]), []).append(rerun)
    return found
