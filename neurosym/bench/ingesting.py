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
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Gated:
    """A row: how many candidates of a kind were judged, how many let in, and the reasons of the others."""

    kind: str
    judged: int
    accepted: int
    reasons: Mapping[str, int]

    def __str__(self) -> str:
        share = self.accepted / self.judged if self.judged else 0.0
        why = ", ".join(f"{reason} {count}" for reason, count in self.reasons.items())
        return f"{self.kind}: {self.judged} judged, {share:.1%} let in" + (f"; refused: {why}" if why else "")


def rows(folder: Path, part: str = "") -> list[Gated]:
    """Judge the gold and the perturbed triples of a folder; `part`: of sentences with this in their id."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in ("gold", *PERTURBED)}
    for file in sorted((folder / "ontologies").glob("*.json")):
        ontology = ontology_of(json.loads(file.read_text(encoding="utf-8")))
        truth = folder / "ground_truth" / f"ont_{file.stem.removesuffix('_ontology')}_ground_truth.jsonl"
        lines = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines() if line.strip()]
        for kind, reason in _judged(ontology, [line for line in lines if part in line["id"]]):
            found[kind][reason] += 1
    return [
        Gated(kind, counts.total(), counts["accepted"], _refused(counts)) for kind, counts in found.items()
    ]


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
    return judged.reason if isinstance(judged, Rejected) else "accepted"


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


def _refused(counts: Counter[str]) -> dict[str, int]:
    return {reason: count for reason, count in counts.most_common() if reason != "accepted"}
