"""The gate of `ingest` on sentences with gold triples: how much gold it lets in, how much that is wrong.

Files as in Text2KGBench (Mihindukulasooriya et al., ISWC 2023): `ontologies/*.json`, `ground_truth/*.jsonl`.
Gold triples stand in for what an LM wrote. Wrong ones are made of them: a property of no such name, a subject
or an object that another sentence has and this one does not, a number that it does not say. Of the gold
refused, each reason is counted; some of it is outside its ontology, or not in its sentence.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

from neurosym.bench.parts import Skipped, absent, fingerprint, place
from neurosym.bench.run import Done, Item, Options, Row, share
from neurosym.bench.timing import timed
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import XSD, Node
from neurosym.knowledge.ontology import Ontology, Slot
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.translate.triples.gate import Gate
from neurosym.translate.triples.judgement import Rejected
from neurosym.translate.triples.reading import Candidate

SPACE = "urn:ontology:"
THINGS = "urn:thing:"
DATATYPES = {"number": "decimal", "string": "string", "date": "date", "year": "gYear"}
PERTURBED = ("property", "subject", "object", "number")
ACCEPTED = "accepted"
FOLDER, TRUTH = "text2kgbench", "ground_truth"
NOTE = (
    "`gold`: triples that are right; the others have a wrong property, subject, object or number. "
    "`accepted`: let in; `refused`: for which reasons; `ms`: processor time of a triple."
)


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, an item for each ontology: `--limit` sentences of it."""
    found = [folder for folder in _folders(place(options, FOLDER)) if (folder / TRUTH).is_dir()]
    if not found:
        yield absent(options, "gate", FOLDER)
    for folder in found:
        for file in sorted((folder / "ontologies").glob("*.json")):
            name = file.stem.removesuffix("_ontology")
            truth = folder / TRUTH / f"ont_{name}_ground_truth.jsonl"
            content = (str(options.limit), fingerprint(file), fingerprint(truth))
            yield Item(folder.name, name, content, partial(_gated, folder.name, file, truth, options.limit))


def _folders(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []


def _gated(name: str, file: Path, truth: Path, limit: int | None) -> Done:
    ontology = ontology_of(json.loads(file.read_text(encoding="utf-8")))
    lines = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
    judged, cpu_s = timed(lambda: Counter(_judged(ontology, lines[:limit])))
    return {"set": name, "judged": [[*one, count] for one, count in judged.items()], "cpu_s": cpu_s}


def rows(group: str, done: Sequence[Done]) -> Iterator[Row]:
    """Yield a row for the gold triples of a set, and one for each kind of error."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in ("gold", *PERTURBED)}
    for one in done:
        judged = one["judged"]
        assert isinstance(judged, list)
        for kind, reason, count in judged:
            counts[kind][reason] += count
    n = sum(reasons.total() for reasons in counts.values())
    ms = 1000 * sum(float(str(one["cpu_s"])) for one in done) / n if n else 0.0
    for kind, reasons in counts.items():
        refused = (f"{reason} {count}" for reason, count in reasons.most_common() if reason != ACCEPTED)
        row: Row = {"set": group, "triples": kind, "n": reasons.total()}
        row |= {"accepted": share(reasons[ACCEPTED], reasons.total()), "refused": ", ".join(refused)}
        yield row | {"ms": round(ms, 2)}


def ontology_of(data: Mapping[str, object]) -> Ontology:
    """Return what an ontology of the benchmark's form allows."""
    concepts, relations = data["concepts"], data["relations"]
    assert isinstance(concepts, list)
    assert isinstance(relations, list)
    classes = {SPACE + one["qid"]: str(one["label"]) for one in concepts}
    slots: dict[Node, Slot] = {}
    for one in relations:
        target = DATATYPES.get(one["range"].lower(), "")
        slots[SPACE + one["pid"]] = Slot(
            SPACE + one["pid"],
            str(one["label"]),
            (SPACE + one["domain"],),
            () if target else (SPACE + one["range"],),
            XSD + target if target else "",
        )
    return Ontology(slots, classes)


def _judged(ontology: Ontology, lines: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    chance = random.Random(6)
    triples = [(str(line["sent"]), triple) for line in lines for triple in _triples(line)]
    subjects = sorted({triple.subject for _, triple in triples})
    objects = sorted({triple.object for _, triple in triples})
    for line in lines:
        sentence = str(line["sent"])
        gate = _gate(ontology)  # each sentence is a document of its own: no graph is given
        for triple in _triples(line):
            yield "gold", _reason(gate, triple, sentence)
            for kind, wrong in _wrong(triple, sentence, subjects, objects, chance):
                yield kind, _reason(_gate(ontology), wrong, sentence)


def _gate(ontology: Ontology) -> Gate:
    return Gate(ontology, Oxigraph(), Labels(()), THINGS)


def _reason(gate: Gate, said: Candidate, sentence: str) -> str:
    judged = gate.judge(said, sentence)
    return judged.reason if isinstance(judged, Rejected) else ACCEPTED


def _triples(line: Mapping[str, object]) -> Iterator[Candidate]:
    triples = line["triples"]
    assert isinstance(triples, list)
    for triple in triples:
        subject, value = (str(triple[end]).replace("_", " ") for end in ("sub", "obj"))
        yield Candidate(subject, str(triple["rel"]), value)


def _wrong(
    right: Candidate, sentence: str, subjects: Sequence[str], objects: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, Candidate]]:
    """Yield a triple of each kind of error, where one can be made."""
    yield "property", Candidate(right.subject, f"{right.property}Unheard", right.object)
    folded = key(sentence)
    other = [one for one in chance.sample(subjects, min(8, len(subjects))) if _elsewhere(one, folded)]
    if other:
        yield "subject", Candidate(other[0], right.property, right.object)
    other = [one for one in chance.sample(objects, min(8, len(objects))) if _elsewhere(one, folded)]
    if other:
        yield "object", Candidate(right.subject, right.property, other[0])
    if right.object.replace(".", "", 1).isdigit():
        yield "number", Candidate(right.subject, right.property, f"{Decimal(right.object) + 7:f}")


def _elsewhere(name: str, folded: str) -> bool:
    """Say whether no word of a name is in a sentence, so that nobody could mean it there."""
    return not any(len(word) > 2 and key(word) in folded for word in name.split())
