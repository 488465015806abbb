"""The model card of an adapter, from what its run and the benches left in files. Measures nothing itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from typing import Any

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.lm.embedded.fetch import FILE, HUB, PACKAGE, SHA256, VERSION
from neurosym.translate.sentences.doubt import THRESHOLD

NAME = "MODEL_CARD.md"
ADAPTER = "adapter.safetensors"
POINTS = 16
"""Points of the curve that are shown."""

PACKAGED = {"embedded": NAME, "embedded/questions": "QUESTIONS_CARD.md"}
"""The cards of the adapters of the package, by the words that open them; beside the adapters."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a card says of all adapters of a kind. `columns`: what is counted of a source, by its heading."""

    title: str
    does: str
    data: str
    columns: Mapping[str, str]
    names: str
    limits: str


_SENTENCES = _Kind(
    "The adapter of the embedded LM",
    "It turns one English sentence into a *reading*: one line that copies the sentence's words into "
    "formulas. Code puts the readings of a text together, and a solver decides.",
    "Pairs of a sentence and its reading, drawn without end from the phrases and texts of the package "
    "(`neurosym/learn/phrases`, `neurosym/learn/texts`) and from the sources named here.",
    {"phrases": "phrases", "held out": "held", "pairs": "pairs"},
    "Words come from `wonderwords` (MIT), given names from `names` (MIT), inflected forms from `lemminflect` "
    "(MIT); further words are made up from syllables. One word in five is held out, chosen by its hash, and "
    "so are the phrasings marked in the files.",
    f"""\
- It reads English, one sentence at a time, and writes one line of our notation, held to the words of that
  sentence by a grammar. It is no chat model and knows nothing of the world that would help an answer.
- The grammar sees to the form of a reading, never to its meaning. A reading whose likelihood is below
  {THRESHOLD:g} is doubtful, and an answer that rests on it is withheld; a reading may be wrong and likely.
- What refers from one sentence to another, and which names are one, is settled by code, not by the model.
- Phrasings far from those of the data are where it fails first: see the held-out phrasings above.""",
)

_QUESTIONS = _Kind(
    "The adapter of the embedded LM for questions about graphs",
    "It turns a question or a claim, told beside the names that a graph has for its properties and classes, "
    "into a *path* over these names. Code finds the things that are mentioned, asks the graph, and cites the "
    "triples.",
    "Pairs of a question or claim and its path, composed without end from schemas of the package "
    "(`neurosym/learn/questions`: what people call the properties of a domain; written for neurosym, "
    "Apache-2.0), and drawn from the questions with paths named here.",
    {"relations": "relations", "pairs": "pairs"},
    "Things that are mentioned stand as letters, so that it has learnt the name of none, and no answer.",
    """\
- It reads English, one question or claim at a time, and writes one path, held to the names of the graph by a
  grammar. It is no chat model and knows no facts: every answer is in the graph.
- The grammar sees to the form of a path, never to its meaning. An answer whose reading is not clearly the
  likeliest is withheld; a reading may be wrong and likely.
- Which thing a name means is settled by code, not by the model.
- Properties whose names say little of what people call them are where it fails first; `neurosym train FOLDER
  --questions --schemas MINE.json` teaches it what they are called.""",
)


def packaged(word: str) -> str:
    """Return the card of an adapter of the package by its word. Raises `FaultError` (`no-run`)."""
    if word not in PACKAGED:
        hint = suggestion(word, PACKAGED) or f"write {' or '.join(PACKAGED)}"
        raise FaultError(Fault("no-run", f"the package has no card of `{word:.80}`", hint=hint))
    return files("neurosym.lm.embedded").joinpath(PACKAGED[word]).read_text(encoding="utf-8")


def write_card(folder: Path, scores: Iterable[Path] = (), notes: Path | None = None) -> Path:
    """Write the card beside the adapter of a run and return its path.

    `scores` are JSON files of benches, `notes` Markdown that is put at the end. Raises `FaultError`
    (`no-run`) where the folder holds no run, or a file is no JSON of a bench.
    """
    run = _read(folder / "run.json")
    points = [json.loads(line) for line in _text(folder / "log.jsonl").splitlines()]
    benches = [_read(path) for path in scores]
    kind = _QUESTIONS if any("relations" in of for of in run.get("sources", {}).values()) else _SENTENCES
    parts = [
        f"# {kind.title}",
        kind.does,
        "## Model",
        _table(["", ""], _model(folder, run)),
        "## Data",
        f"{kind.data} Digest: `{run['data']}`.",
        _table(["source", *kind.columns], _sources(run, [*kind.columns.values()])),
        kind.names,
        "## Curve",
        "The loss is the mean cross entropy of a reading's tokens, in nats, over the chunk.",
        _table(["chunk", "sentences", "loss", "CPU seconds"], _curve(points)),
        "## Scores",
        *(part for bench in benches for part in _scores(bench)),
        *(() if benches else ("None were given.",)),
        "## Limits",
        kind.limits,
        *((_text(notes).strip(),) if notes else ()),
    ]
    path = folder / NAME
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def _model(folder: Path, run: Mapping[str, Any]) -> Iterator[Sequence[object]]:
    adapter = folder / ADAPTER
    _there(adapter)
    with adapter.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    base = HUB.removeprefix("models--").replace("--", "/")
    yield "base", f"{base}, Apache-2.0, frozen; `{FILE}` of `{PACKAGE}` {VERSION}, SHA-256 `{SHA256}`"
    yield "adapter", f"low-rank additions to all matrices, {adapter.stat().st_size / 1e6:.1f} MB, Apache-2.0"
    yield "SHA-256 of the adapter", f"`{digest}`"
    for name, value in run["recipe"].items():
        yield name, json.dumps(value)
    if "start" in run:
        yield "SHA-256 of the adapter it began with", f"`{run['start']}`"


def _sources(run: Mapping[str, Any], counted: Sequence[str]) -> Iterator[Sequence[object]]:
    sources = run.get("sources", {})
    for name, counts in sources.items():
        yield name, *(counts.get(key, "") for key in counted)
    if sources:
        yield "all", *(sum(counts.get(key, 0) for counts in sources.values()) for key in counted)


def _curve(points: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[object]]:
    step = max(1, len(points) // POINTS)
    shown = [*points[:1], *points[step - 1 : -1 : step][1:], *points[-1:]] if len(points) > 1 else points
    for one in shown:
        yield one["chunk"], one["sentences"], f"{one['loss']:.4f}", f"{one['seconds']:.0f}"


def _scores(bench: Mapping[str, Any]) -> Iterator[str]:
    yield f"`bench {bench['bench']}`, commit `{bench['commit']}`:"
    yield _rows(bench["rows"])
    if "curve" in bench:
        yield "Risk against coverage, by the likelihood of the least certain reading:"
        yield _rows(bench["curve"])


def _rows(rows: Sequence[Mapping[str, Any]]) -> str:
    names = [name for name in dict.fromkeys(name for row in rows for name in row) if name != "model"]
    return _table(names, [[row.get(name, "") for name in names] for row in rows])


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [list(head), ["---"] * len(head), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    shown = f"{value:.4g}" if isinstance(value, float) else str(value)
    return shown.replace("|", "\\|")


# --- files


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise FaultError(Fault("no-run", f"{path} is no JSON: {error.msg}")) from None
    needed = ("recipe", "data") if path.name == "run.json" else ("bench", "commit", "rows")
    if not isinstance(found, dict) or any(name not in found for name in needed):
        raise FaultError(Fault("no-run", f"{path} lacks {', '.join(needed)}"))
    return found


def _text(path: Path) -> str:
    _there(path)
    return path.read_text(encoding="utf-8")


def _there(path: Path) -> None:
    if not path.is_file():
        raise FaultError(Fault("no-run", f"there is no {path}", hint="name the folder of `neurosym train`"))
