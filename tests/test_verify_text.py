"""Texts checked claim by claim: the LM is a script of path notation, all else is real."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import neurosym as ns
from neurosym.knowledge.link import Candidate, Mention
from neurosym.lm.base import Written
from neurosym.translate.questions.heard import unheard, unnamed
from neurosym.translate.questions.notation import read
from neurosym.translate.questions.prose import Said

FILMS = """Kismet\tdirected_by\tWilliam Dieterle
Kismet\twritten_by\tEdward Knoblock
Kismet\tstarred_actors\tEdward Arnold
Juarez\tdirected_by\tWilliam Dieterle
Juarez\tstarred_actors\tBette Davis
Juarez\twritten_by\tJohn Huston
"""


class Script:
    """A SentenceLM that knows the readings of lettered claims, with how likely each is."""

    name = identity = "script"

    def __init__(self, readings: Mapping[str, Sequence[tuple[str, float]]]) -> None:
        self.readings = readings

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        found = []
        for prompt in prompts:
            said = next((each for text, each in self.readings.items() if f"| {text}" in prompt), ())
            found.append(tuple(Written(f" {text}", math.log(share), 1.0, 9) for text, share in said))
        return tuple(found)


READINGS = {
    "A was directed by B": [("is A > directed by = B", 0.99)],
    "A was not directed by B": [("not is A > directed by = B", 0.99)],
    "A was written by B": [("is A > written by = B", 0.98)],
    "A starred in B": [("is B > starred actors = A", 0.97)],
    "A was great": [("is A > starred actors", 0.99)],
    "A was never directed by B": [("is A > directed by = B", 0.99)],
    "film directed by A": [("A < directed by", 0.9)],
    "A may have directed B": [("is B > directed by = A", 0.99)],
    "A and B are films by C": [("is A > directed by = C", 0.99)],
    "A directed B": [
        ("is B > directed by = A", 0.3),
        ("is B > written by = A", 0.3),
        ("is B > starred actors = A", 0.3),
    ],
}

TEXT = (
    "Kismet was directed by William Dieterle and written by John Huston. It was not directed by Bette Davis. "
    "Bette Davis starred in Kismet. Kismet was great. There is no film directed by William Dieterle. "
    "Kismet was never directed by William Dieterle. William Dieterle may have directed Juarez. "
    "Kismet and Juarez are films by William Dieterle. Kismet was directed by Orson Welles. "
    "William Dieterle directed Juarez."
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> ns.Verified:
    path: Path = tmp_path_factory.mktemp("graph") / "films.tsv"
    path.write_text(FILMS, encoding="utf-8")
    return ns.verify_text(TEXT, path, lm=Script(READINGS), functional={"directed_by"}, closed={"written_by"})


def test_every_claim_is_judged(found: ns.Verified) -> None:
    standings = [(claim.read_as.rstrip("."), claim.standing.value) for claim in found.claims]
    assert standings == [
        ("Kismet was directed by William Dieterle", "supported"),
        ("Kismet was written by John Huston", "contradicted"),
        ("Kismet was not directed by Bette Davis", "supported"),
        ("Bette Davis starred in Kismet", "not in the graph"),
        ("Kismet was great", "not checked"),
        ("There is no film directed by William Dieterle", "contradicted"),
        ("Kismet was never directed by William Dieterle", "not checked"),
        ("William Dieterle may have directed Juarez", "not checked"),
        ("Kismet are films by William Dieterle", "not checked"),
        ("Juarez are films by William Dieterle", "not checked"),
        ("Kismet was directed by Orson Welles", "not checked"),
        ("William Dieterle directed Juarez", "not checked"),
    ]
    assert all(TEXT[claim.start : claim.end] == claim.text for claim in found.claims)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert found.claims[2].put == (("It", "Kismet"),)


def test_verdicts_are_certified_and_the_report_says_why(found: ns.Verified) -> None:
    for claim in (*found.of("supported"), *found.of("contradicted")):
        assert claim.certified
        assert claim.answer is not None
        assert ns.verify(claim.answer)
    report = found.report()
    assert "contradicted      written by John Huston" in report
    assert "certified: the graph has all of `written by`, and not Kismet · written by · John Huston" in report
    assert "assuming: `directed by` has one value (you say so)" in report
    assert "the graph has nothing called `Orson" in report
    assert "| contradicted |" in found._repr_markdown_()


def test_the_whole_is_plain_data(found: ns.Verified) -> None:
    data = json.loads(json.dumps(found.to_json()))
    assert data["claims"][0]["standing"] == "supported"
    assert data["claims"][0]["triples"] == [
        ["urn:name:Kismet", "urn:name:directed_by", "urn:name:William%20Dieterle"]
    ]
    assert ns.verify(ns.Answer.from_json(data["claims"][0]["answer"]))


@pytest.mark.parametrize(
    ("text", "form", "fault"),
    [
        ("Kismet was directed by Dieterle", "is A > directed by = B", ""),
        ("Kismet was only directed by Dieterle", "is A > directed by = B", "unheard"),
        ("Kismet was directed by Dieterle in 1944", "is A > directed by = B", "unheard"),
        ("Kismet was directed by Dieterle and Welles", "is A > directed by = B", "unknown-name"),
        ("Kismet was directed by Dieterle", "not is A > directed by = B", "unheard"),
        ("Kismet was probably directed by Dieterle", "is A > directed by = B", "hedged"),
        ("Was Kismet directed by Dieterle?", "is A > directed by = B", "question"),
        ("Kismet has a director", "is A > directed by", ""),
        ("Kismet was praised", "is A > directed by", "unheard"),
        ("was directed by Dieterle", "is A < directed by", "unheard"),
    ],
)
def test_words_that_a_reading_leaves_out_are_faults(text: str, form: str, fault: str) -> None:
    mentions = [
        Mention(place, place + len(name), name, 1.0, (Candidate(name, name, 1.0, ""),), "")
        for name in ("Kismet", "Dieterle")
        if (place := text.find(name)) >= 0
    ]
    asked = read(form, ["directed by"], [])
    nodes = [mention.text for mention in mentions]
    said = Said(text, 0, len(text))
    found = unnamed(said, mentions, lambda one: True, ["directed by"]) or unheard(
        said, asked, mentions, nodes
    )
    assert (found.code if found else "") == fault
