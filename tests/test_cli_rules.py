"""Rules from the command line, as a knowledge engineer meets them: what is printed, exit codes, faults."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from click.testing import Result
from typer.testing import CliRunner

from neurosym.cli import app
from neurosym.cli_rules import rules
from neurosym.shelf import shelf

PARENTS = "ada,ben\nben,cy\nabe,ben\n"
WIN = "sort Node\nmove : Node, Node -> Bool\nwin : Node -> Bool\nwin(x) if move(x, y) and not win(y)\n"
ANIMALS = """@prefix ex: <http://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:Cat rdfs:subClassOf ex:Animal .
ex:Animal owl:disjointWith ex:Plant .
ex:tom a ex:Cat ; ex:age 3 .
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("parent.csv").write_text(PARENTS)
    Path("animals.ttl").write_text(ANIMALS)
    Path("plant.nt").write_text(
        "<http://example.org/tom> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<http://example.org/Plant> .\n"
    )
    Path("win.rules").write_text(WIN)
    Path("move.csv").write_text("a,b\nb,a\n")
    Path("picture.rules").write_bytes(b"\x89PNG\r\n")
    Path("long.rules").write_text("#" * (1 << 20) + "é")  # cut off within its last letter
    return tmp_path


def run(*args: str) -> Result:
    return CliRunner().invoke(rules, ["run", *args])


@pytest.mark.usefixtures("here")
def test_without_a_question_the_predicates_are_counted() -> None:
    done = run("kinship", "--facts", "parent.csv")
    assert done.exit_code == 0
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[0] == ["predicate", "given", "derived"]
    assert ["parent", "3", "0"] in lines
    assert ["ancestor", "0", "5"] in lines
    assert not any("cousin" in line for line in lines)


@pytest.mark.usefixtures("here")
def test_questions_are_answered_one_by_one() -> None:
    done = run("kinship", "--facts", "parent.csv", "--ask", "ancestor(ada, X)", "--ask", "ancestor(ada, cy)")
    assert done.stdout == ("ancestor(ada, X): 2 facts\n    ada  ben\n    ada  cy\n\nancestor(ada, cy): yes\n")
    assert done.exit_code == 0
    no = run("kinship", "--facts", "parent.csv", "--ask", "ancestor(cy, ada)")
    assert (no.stdout, no.exit_code) == ("ancestor(cy, ada): no, it does not follow\n", 3)


@pytest.mark.usefixtures("here")
def test_a_name_that_no_fact_has_is_noticed() -> None:
    done = run("kinship", "--facts", "parent.csv", "--ask", "ancestor(Who, X)", "--ask", "ancestor(adaa, X)")
    assert "names `Who`; write `?Who` for a variable" in done.stderr
    assert "names `adaa`; did you mean `ada`?" in done.stderr


@pytest.mark.usefixtures("here")
def test_long_tables_are_cut_and_say_so() -> None:
    done = run("kinship", "--facts", "parent.csv", "--ask", "ancestor", "--rows", "2")
    assert "5 facts" in done.stdout
    assert "… and 3 more: --rows 0 shows all" in done.stdout


@pytest.mark.usefixtures("here")
def test_why_shows_the_tree_beside_the_sentences() -> None:
    done = run("kinship", "--facts", "parent.csv", "--why", "ancestor(ada, cy)")
    assert done.stdout.startswith("ancestor(ada, cy) ")
    assert "└─ ancestor(ben, cy)" in done.stdout
    assert "c6  Parents are ancestors, and so are the parents of ancestors.  ancestor(x, z) if" in done.stdout
    assert "childless" not in done.stdout
    drawn = run("kinship", "--facts", "parent.csv", "--why", "ancestor(ada, cy)", "--mermaid")
    assert drawn.stdout.startswith("graph TD\n")
    assert run("kinship", "--facts", "parent.csv", "--why", "ancestor(cy, ada)").exit_code == 3


@pytest.mark.usefixtures("here")
def test_what_is_derived_can_be_verified_by_somebody_else() -> None:
    facts = ("--why", "ancestor(ada, cy)", "--why", "childless(cy)")
    text = run("kinship", "--facts", "parent.csv", *facts).stdout
    assert "certified: rests on 2 given facts and " in text
    assert "and on there being no other facts of parent\n" in text
    printed = run("kinship", "--facts", "parent.csv", *facts, "--format", "json").stdout
    runner = CliRunner()
    done = runner.invoke(app, ["verify", "-"], input=printed)
    assert (done.exit_code, done.stdout.count("accepted: ")) == (0, 2)
    own = "assuming: the rules that stand in it"
    assert f"{own}; the given facts; no other facts of parent\n" in done.stdout
    compared = runner.invoke(app, ["verify", "-", "--facts", "parent.csv"], input=printed)
    assert (compared.exit_code, f"{own}\n" in compared.stdout) == (0, True)
    Path("parent.csv").write_text(PARENTS + "cy,eve\n")
    more = runner.invoke(app, ["verify", "-", "--facts", "parent.csv"], input=printed)
    assert (more.exit_code, "the tables have parent(cy, eve) besides" in more.output) == (1, True)
    Path("parent.csv").write_text("ada,ben\n")
    less = runner.invoke(app, ["verify", "-", "--facts", "parent.csv"], input=printed)
    assert (less.exit_code, "the tables do not have parent(ben, cy)" in less.output) == (1, True)
    single = json.dumps(json.loads(printed)["why"][0])
    assert runner.invoke(app, ["verify", "-"], input=single).exit_code == 0
    for wrong in (
        printed.replace('"cy"', '"di"', 1),
        printed.replace('"premises"', '"because"'),
        '{"why": []}',
    ):
        assert runner.invoke(app, ["verify", "-"], input=wrong).exit_code == 1


@pytest.mark.usefixtures("here")
def test_rules_that_are_not_those_of_the_pack_are_refused() -> None:
    asked = ("kinship", "--facts", "parent.csv", "--why", "childless(cy)", "--format", "json")
    printed = run(*asked).stdout
    theirs = ["verify", "-", "--facts", "parent.csv", "--rules", "kinship"]
    honest = CliRunner().invoke(app, theirs, input=printed)
    assert "assuming: nothing: the rules and the tables say so\n" in honest.stdout
    lax = printed.replace(" and not any(parent(x, _1) for _1 in Person)", "").replace(
        '"x": "cy"', '"x": "ben"'
    )
    lax = lax.replace('["childless", "cy"]', '["childless", "ben"]').replace('"_1": "ben"', '"_1": "ada"')
    lax = re.sub(r'"premises": \[\d+\], "closed": \[.*?\]\]', '"premises": [0], "closed": []', lax)
    alone = CliRunner().invoke(app, ["verify", "-", "--facts", "parent.csv"], input=lax)
    assert (alone.exit_code, "the rules that stand in it" in alone.stdout) == (0, True), alone.output
    refused = CliRunner().invoke(app, theirs, input=lax)
    assert (refused.exit_code, "its rules are not those of kinship" in refused.output) == (1, True)


@pytest.mark.usefixtures("here")
def test_csv_can_be_read_back() -> None:
    done = run("kinship", "--facts", "parent.csv", "--ask", "ancestor(X, ?child)", "--format", "csv")
    assert "ada,cy" in done.stdout.splitlines()
    Path("head.csv").write_text("older,younger\n" + PARENTS)
    again = run(
        "kinship", "--facts", "parent=head.csv", "--header", "--ask", "ancestor(X, ?child)", "--format", "csv"
    )
    head, *rows = csv.reader(again.stdout.splitlines())
    assert head == ["X", "child"]
    assert sorted(rows) == sorted(csv.reader(done.stdout.splitlines()))


@pytest.mark.usefixtures("here")
def test_json_holds_counts_answers_and_derivations() -> None:
    done = run(
        "kinship", "--facts", "parent.csv", "--ask", "ancestor(ada, X)", "--why", "ancestor(ada, cy)",
        "--format", "json",
    )  # fmt: skip
    data = json.loads(done.stdout)
    assert data["facts"]["ancestor"] == {"given": 0, "derived": 5}
    assert data["answers"][0]["rows"] == [["ada", "ben"], ["ada", "cy"]]
    assert data["why"][0]["steps"][-1]["fact"] == ["ancestor", "ada", "cy"]
    assert data["why"][0]["certified"] is True
    assert data["contradictions"] == {}


@pytest.mark.usefixtures("here")
def test_contradictions_come_first() -> None:
    Path("parent.csv").write_text("ada,ben\nben,ada\n")
    done = run("kinship", "--facts", "parent.csv", "--ask", "children")
    assert done.stdout.startswith("These facts contradict each other (contradictory: 2):\n")
    assert done.exit_code == 3
    table = run("kinship", "--facts", "parent.csv", "--ask", "children", "--format", "csv")
    assert table.stdout.splitlines() == ["ada,1", "ben,1"]
    assert "contradict each other" in table.stderr


@pytest.mark.usefixtures("here")
def test_triples_are_asked_and_shown_by_their_prefixes() -> None:
    done = run("owl2rl", "--facts", "animals.ttl", "--ask", "triple(ex:tom, X, Y)", "--new")
    assert done.stdout == "triple(ex:tom, X, Y): 1 new fact\n    ex:tom  rdf:type  ex:Animal\n"
    both = run("owl2rl", "--facts", "animals.ttl", "--facts", "plant.nt", "--why", "inconsistent(ex:tom, Y1)")
    assert "takes one fact" in both.stderr
    both = run(
        "owl2rl", "--facts", "animals.ttl", "--facts", "plant.nt", "--why", "inconsistent(ex:tom, ex:Animal)"
    )
    assert both.stdout.startswith("These facts contradict each other (inconsistent: 1):")
    assert "├─ triple(ex:Animal, owl:disjointWith, ex:Plant)" in both.stdout
    assert both.exit_code == 3


@pytest.mark.usefixtures("here")
def test_other_programs_get_whole_iris() -> None:
    asked = ["owl2rl", "--facts", "animals.ttl", "--ask", "triple(ex:tom, rdf:type, X)", "--new"]
    whole = ["http://example.org/tom", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]
    whole.append("http://example.org/Animal")
    assert run(*asked, "--format", "csv").stdout == ",".join(whole) + "\n"
    assert json.loads(run(*asked, "--format", "json").stdout)["answers"][0]["rows"] == [whole]


@pytest.mark.usefixtures("here")
def test_new_triples_are_printed_as_turtle() -> None:
    done = run("owl2rl", "--facts", "animals.ttl", "--format", "ttl", "--new")
    found = rdflib.Graph().parse(data=done.stdout)
    space = rdflib.Namespace("http://example.org/")
    assert set(found) == {(space.tom, rdflib.RDF.type, space.Animal)}
    assert "ex:tom a ex:Animal ." in done.stdout


@pytest.mark.usefixtures("here")
def test_triples_are_read_from_every_form_of_file() -> None:
    rdflib.Graph().parse(data=ANIMALS).serialize("animals.rdf", format="xml")
    done = run("owl2rl", "--facts", "animals.rdf", "--ask", "triple(<http://example.org/tom>, X, Y)", "--new")
    assert done.stdout.endswith("<http://example.org/tom>  rdf:type  <http://example.org/Animal>\n")
    Path("wrong.trig").write_text("@prefix ex: <http://example.org/> .\nex:g { ex:a ex:b }")
    wrong = run("owl2rl", "--facts", "wrong.trig")
    assert (wrong.exit_code, wrong.stderr[:20]) == (2, "wrong.trig, line 2: ")


@pytest.mark.usefixtures("here")
def test_a_folder_stands_for_its_files() -> None:
    Path("family").mkdir()
    done = run("kinship", "--facts", "family")
    assert done.exit_code == 2
    assert "no file in family ends in .csv" in done.stderr
    Path("family/parent.csv").write_text(PARENTS)
    Path("family/female.tsv").write_text("ada\n")
    Path("family/notes.txt").write_text("no fact")
    done = run("kinship", "--facts", "family", "--ask", "mother")
    assert done.stdout == "mother: 1 fact\n    ada  ben\n"


@pytest.mark.usefixtures("here")
def test_facts_in_the_rules_themselves_are_given() -> None:
    Path("own.rules").write_text(
        "sort P >= ada, ben\nparent, ancestor : P, P -> Bool\nparent(ada, ben)\n"
        "ancestor(x, y) if parent(x, y)\n"
    )
    lines = [line.split() for line in run("own.rules").stdout.splitlines()]
    assert lines[1:] == [["parent", "1", "0"], ["ancestor", "0", "1"]]


@pytest.mark.parametrize(
    ("args", "code", "what"),
    [
        (["kinshi"], 2, "no file and no pack `kinshi`\n    hint: did you mean `kinship`?"),
        (["picture.rules"], 2, "picture.rules is not UTF-8: invalid start byte\n"),
        (["long.rules"], 2, "long.rules has more than 1048576 bytes\n"),
        (["kinship", "--facts", "none=parent.csv"], 2, "the rules declare no `none` for parent.csv"),
        (["kinship", "--facts", "move.csv"], 2, "say which predicate: --facts NAME=move.csv"),
        (["kinship", "--facts", "parent.txt"], 2, "parent.txt ends in none of .csv, .tsv, .tab, .ttl, .nt"),
        (["kinship", "--facts", "married.csv"], 2, "married.csv cannot be read: No such file"),
        (["kinship", "--facts", "children=parent.csv"], 2, "parent.csv, line 1: `ben` is no whole number"),
        (["kinship", "--facts", "animals.ttl"], 2, "the rules declare no `triple"),
        (["kinship", "--facts", "parent.csv", "--ask", "ancestr"], 2, "did you mean `ancestor`?"),
        (["kinship", "--facts", "parent.csv", "--max-facts", "5"], 6, "more than 5 facts"),
        (
            ["kinship", "--facts", "parent.csv", "--max-facts", "2"],
            6,
            "parent.csv, line 3: more than 2 facts",
        ),
        (["kinship", "--budget", "inf"], 2, "finite"),
        (["kinship", "--facts", "parent.csv", "--format", "ttl"], 2, "Turtle says only"),
        (["kinship", "--ask", "aunt", "--ask", "uncle", "--format", "csv"], 2, "one --ask"),
        (["win.rules", "--facts", "move.csv"], 5, "(win -> not win)"),
        (["win.rules", "--facts", "move.csv"], 5, "--stable all"),
        (["win.rules", "--stable", "all", "--format", "ttl"], 2, "--stable prints text or JSON"),
    ],
)
@pytest.mark.usefixtures("here")
def test_what_is_wrong_is_said(args: list[str], code: int, what: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert what in done.stderr


@pytest.mark.usefixtures("here")
def test_stable_models_are_shown() -> None:
    done = run("win.rules", "--facts", "move.csv", "--stable", "all")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "2 stable models"
    assert sorted(done.stdout.split()[3:]) == ["1", "2", "model", "model", "win(a)", "win(b)"]
    every = run("win.rules", "--facts", "move.csv", "--stable", "cautious", "--ask", "win(X)")
    assert every.stdout == "In every stable model:\n    nothing\n"
    Path("move.csv").write_text("a,a\n")
    none = run("win.rules", "--facts", "move.csv", "--stable", "all")
    assert (none.exit_code, none.stdout[:15]) == (3, "No stable model")
    data = run("win.rules", "--facts", "move.csv", "--stable", "brave", "--format", "json")
    assert json.loads(data.stdout) == {"models": [], "more": False}


def test_every_pack_is_listed() -> None:
    done = CliRunner().invoke(rules, ["list"])
    assert all(path.stem in done.stdout for path in shelf("rules").glob("*.rules"))


def test_the_command_is_there(here: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "neurosym", "rules", "run", "kinship", "--facts", "parent.csv"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=here, env=env, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
