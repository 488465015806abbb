"""Questions of one's own about a graph of one's own: one row of right, wrong and abstained, and no more."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from neurosym.bench import questions
from neurosym.bench.cli import app
from neurosym.bench.knowledge import bench
from neurosym.bench.parts import Skipped
from neurosym.bench.run import Options
from neurosym.faults import FaultError

FILMS = "Kismet\tdirected_by\tAda Stern\nNight\tdirected_by\tAda Stern\nNight\treleased_in\t1962\n"
TURTLE = """
@prefix : <http://films.example/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:k a :Film ; rdfs:label "Kismet" ; :directedBy :a . :n a :Film ; rdfs:label "Night" ; :directedBy :a ;
    :releasedIn 1962 . :a rdfs:label "Ada Stern" .
"""
ASKED: dict[str, tuple[str, object]] = {
    "Who directed Kismet?": ("A > directed by", ["Ada Stern"]),
    "Which films did Ada Stern direct?": ("A < directed by", ["Night", "Kismet"]),
    "When was Night released?": ("A > released in", "1962"),
    "Did Ada Stern direct Kismet?": ("is A < directed by = B", True),
    "Who directed Night?": ("A > directed by", ["Bo Stern"]),
    "Did Ada Stern direct Night?": ("is A < directed by = B", [False]),
    "When was Kismet released?": ("A > released in", ["1944"]),
    "What does Night weigh?": ("A > weighs", ["9"]),
}
"""Questions with what the LM reads, and the gold answers: four are right, two wrong, and two not answered."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps({"q": text, "answers": gold}) for text, (_, gold) in ASKED.items()]
    Path("mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    script = [
        {"when": text, "reply": json.dumps({"path": path, "why": ""})} for text, (path, _) in ASKED.items()
    ]
    Path("lm.json").write_text(json.dumps(script), encoding="utf-8")
    Path("films.tsv").write_text(FILMS, encoding="utf-8")
    Path("films.ttl").write_text(TURTLE, encoding="utf-8")
    return tmp_path


def asked(*words: str) -> Result:
    return CliRunner().invoke(app, ["knowledge", "--lm", "scripted/lm.json", *words])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("graph", ["films.tsv", "films.ttl"])
def test_a_set_of_ones_own_is_one_row(graph: str) -> None:
    done = asked("--data", "mine.jsonl", "--knowledge", graph, "--json", "rows.json")
    assert done.exit_code == 0, done.output
    said = json.loads(Path("rows.json").read_text(encoding="utf-8"))
    (row,) = said["rows"]
    assert (row["set"], row["n"]) == ("mine", 8)
    assert (row["right"], row["wrong"], row["abstained"]) == (0.5, 0.25, 0.25)
    assert row["cited"] == 1
    assert [one["q"] for one in said["failures"]] == ["Who directed Night?", "Did Ada Stern direct Night?"]
    assert said["skipped"] == []
    assert done.output.count("bench knowledge") == 1


@pytest.mark.usefixtures("here")
def test_a_set_of_ones_own_may_be_called_as_one_likes() -> None:
    Path("mine.jsonl").rename("mine.txt")
    done = asked("--data", "mine.txt", "--knowledge", "films.tsv", "--limit", "1")
    assert (done.exit_code, "mine" in done.output) == (0, True), done.output


@pytest.mark.usefixtures("here")
def test_a_limit_takes_the_first_ones_and_a_journal_spares_asking() -> None:
    words = ("--data", "mine.jsonl", "--knowledge", "films.tsv", "--limit", "3", "--json", "rows.json")
    asked(*words, "--resume", "journal.jsonl")
    first = json.loads(Path("rows.json").read_text(encoding="utf-8"))["rows"]
    assert (first[0]["n"], first[0]["right"]) == (3, 1)
    lines = Path("journal.jsonl").read_text(encoding="utf-8")
    asked(*words, "--resume", "journal.jsonl")
    assert json.loads(Path("rows.json").read_text(encoding="utf-8"))["rows"] == first
    assert Path("journal.jsonl").read_text(encoding="utf-8") == lines
    Path("films.tsv").write_text(FILMS.replace("Ada", "Eva"), encoding="utf-8")
    asked(*words, "--resume", "journal.jsonl")
    assert len(Path("journal.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"data": "mine.jsonl"}, "no graph is given to ask"),
        ({"data": "empty.jsonl", "knowledge": "films.tsv"}, "holds no questions with answers"),
        ({"data": "films.tsv", "knowledge": "films.tsv"}, "cannot be read"),
        ({"data": "mine.jsonl", "knowledge": "mine.jsonl"}, "mine.jsonl"),
        ({"data": "mine.jsonl", "knowledge": "films.tsv", "lm": ""}, "there are no weights at"),
        ({"data": "mine.jsonl", "knowledge": "films.tsv", "lm": "nobody/x"}, "nobody"),
    ],
)
def test_what_cannot_be_asked_is_a_fault(options: dict[str, str], said: str) -> None:
    Path("empty.jsonl").write_text("\n", encoding="utf-8")
    named = {"lm": "scripted/lm.json", **options}
    graph = Path(options["knowledge"]) if "knowledge" in options else None
    settings = {} if named["lm"] else {"model": "nowhere"}
    with pytest.raises(FaultError, match=said):
        bench(Options(Path(options["data"]), lm=named["lm"], lm_settings=settings, knowledge=graph))


def test_path_questions_are_asked_of_their_graph(here: Path) -> None:
    folder = here / "kg" / "pathquestion"
    folder.mkdir(parents=True)
    (folder / "2H-kb.txt").write_text("ada\tspouse\tben\nben\tnation\titaly\nben\tnation\tspain\n")
    asking = "what is the nation of ada 's spouse ?\titaly(italy/spain/)\tada#spouse#ben#nation#italy\n"
    (folder / "PQ-2H.txt").write_text(asking + asking.replace("(italy/spain/)", "").replace("what", "which"))
    script = json.dumps([{"reply": json.dumps({"path": "A > spouse > nation", "why": ""})}] * 2)
    (here / "lm.json").write_text(script, encoding="utf-8")
    options = Options(here, lm="scripted/lm.json", only=("questions/PQ",))
    (row,) = [
        row
        for item in questions.items(options)
        if not isinstance(item, Skipped)
        for row in questions.rows(item.group, [item.work()])
    ]
    assert (row["set"], row["n"], row["right"], row["wrong"]) == ("PQ-2H", 2, 0.5, 0.5)


@pytest.mark.parametrize(
    ("said", "gold", "same"),
    [
        ("1962", 1962, True),
        (1962.0, "1962", True),
        (True, 1, False),
        ("Infinity", "Infinity", True),
        ("Nan", "Nan", True),
        ("Infinity", "Inf", False),
        (Fraction(49, 5), 9.8, True),
    ],
)
def test_answers_are_compared_as_numbers_where_they_are_some(said: object, gold: object, same: bool) -> None:
    assert (questions.plain(said) == questions.plain(gold)) is same
