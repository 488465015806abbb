"""What is printed and drawn for an answer of a graph, to the letter: `pytest --update-golden` writes it."""

import json
import re
from pathlib import Path

import pytest

from neurosym.answer import Answer
from neurosym.grounded import Grounded
from neurosym.lm.base import Reply
from neurosym.lm.scripted import Entry, Scripted

HERE = Path(__file__).with_name("graphs")
GEOGRAPHY = Path(__file__).parents[2] / "knowledge_graphs" / "geography.ttl"
LAKES = """
@prefix : <http://lakes.example/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:located_in a owl:TransitiveProperty .
:Lake rdfs:subClassOf :Water .
:Como a :Lake ; :located_in :Lombardy ; rdfs:label "Lago di \\"Como\\" <b>[trusted.ttl]"@it .
:Lombardy :located_in :Italy .
:Italy :located_in :Europe .
"""
QUESTIONS = {
    "capitals": ("Which are the capitals of Liechtenstein's neighbours?", ["A > borders > capital"]),
    "count": ("How many countries does China border?", ["count A > borders"]),
    "longest": ("Which is the longest river that crosses Romania?", ["A < flows through most length"]),
    "many": ("Which countries are in Africa?", ["A < continent"]),
    "most": (
        "Which country has the most people?",
        ["every country most people", "every country most population"],
    ),
    "no": ("Does Peru border Italy?", ["is A > borders = B"]),
    "text": ("What is the ISO code of Romania?", ["A > ISO code"]),
    "unread": ("What colour is the flag of Romania?", [""]),
    "yes": ("Does Peru border Chile?", ["is A > borders = B"]),
}


def read_by(*paths: str) -> Scripted:
    said = [json.dumps({"path": path, "why": "the graph has no colours"}) for path in paths]
    return Scripted("replies", entries=[Entry(Reply(text, "scripted", "free")) for text in said])


def compared(name: str, answer: Answer, config: pytest.Config) -> None:
    text = "\n\n".join(filter(None, (answer.report(), answer.mermaid()))) + "\n"
    printed = re.sub(r" in \d+ ms", " in … ms", text)
    expected = HERE / f"{name}.txt"
    if config.getoption("--update-golden"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")
    assert Answer.from_json(json.loads(json.dumps(answer.to_json()))) == answer


@pytest.mark.parametrize("name", QUESTIONS)
def test_an_answer_of_a_graph_is_printed_as_written(name: str, pytestconfig: pytest.Config) -> None:
    question, paths = QUESTIONS[name]
    with Grounded(str(GEOGRAPHY), lm=read_by(*paths)) as graph:
        compared(name, graph.ask(question), pytestconfig)


def test_a_derived_triple_says_how_it_follows(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    file = tmp_path / "lakes.ttl"
    file.write_text(LAKES, encoding="utf-8")
    with Grounded(str(file), read_by("A < located in : Water"), "owl2rl") as graph:
        compared("derived", graph.ask("Which waters lie in [Europe]?"), pytestconfig)


def test_no_answer_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {*QUESTIONS, "derived"}
