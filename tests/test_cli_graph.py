"""Graphs from the command line: questions, problems, what is compared and drawn, exit codes and faults."""

import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import neurosym as ns
from neurosym.cli import app

RIVERS = """
@prefix : <http://rivers.example/> .
:Ister a :River ; :crosses :Dacia, :Noricum ; :length 2850 .
:Pathissus a :River ; :crosses :Dacia ; :length 966 .
:Dacia a :Land . :Noricum a :Land .
"""
PROBLEM = """
sort Thing >= Dacia
crosses : Thing, Thing -> Bool
ask x in Thing "What crosses Dacia?"
    crosses(x, Dacia)
"""
REPLIES = {
    "cross Dacia": "A < crosses",
    "cross Noricum": "is A > crosses = B",
    "largest": "every Sea most length",
    "cross nothing": "A > crosses",
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    (tmp_path / "rivers.ttl").write_text(RIVERS, encoding="utf-8")
    (tmp_path / "what.problem").write_text(PROBLEM, encoding="utf-8")
    script = [
        {"when": when, "reply": json.dumps({"path": path, "why": ""})} for when, path in REPLIES.items()
    ]
    (tmp_path / "replies.json").write_text(json.dumps(script), encoding="utf-8")
    return tmp_path


def run(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(app, args, input=stdin)


def ask(question: str, *args: str, stdin: str = "") -> Result:
    given = ("--knowledge", "rivers.ttl", "--lm", "scripted/replies.json", *args)
    return run("ask", question, *given, stdin=stdin)


@pytest.mark.parametrize(
    ("question", "head", "code"),
    [
        ("Which rivers cross Dacia?", "Ister, Pathissus.", 0),
        ("Does Pathissus cross Noricum?", "The graph does not say so.", 3),
        ("Which sea is the largest?", "Not answered", 5),
    ],
)
def test_a_question_is_answered_with_the_exit_code_of_its_verdict(
    here: Path, question: str, head: str, code: int
) -> None:
    done = ask(question)
    assert (done.stdout.startswith(head), done.exit_code) == (True, code)
    assert "Traceback" not in done.output


def test_a_question_comes_from_a_file_or_standard_input_too(here: Path) -> None:
    (here / "q.txt").write_text("Which rivers cross Dacia?", encoding="utf-8")
    assert ask("q.txt").stdout.startswith("Ister, Pathissus.")
    assert ask("-", stdin="Which rivers cross Dacia?").stdout.startswith("Ister, Pathissus.")
    assert ask("absent.txt").exit_code == 2


def test_an_answer_is_recorded_and_drawn(here: Path) -> None:
    shown = re.search(r"neurosym show (\d+)", ask("Which rivers cross Dacia?").stdout)
    assert shown
    drawn = run("show", shown[1], "--mermaid").stdout
    assert drawn.startswith("graph TD\n")
    assert '-->|"crosses"|' in drawn
    assert "A < crosses" in run("show", shown[1]).stdout
    unread = re.search(r"neurosym show (\d+)", ask("Which sea is the largest?").stdout)
    assert unread
    nothing = run("show", unread[1], "--mermaid")
    assert (nothing.exit_code, "nothing that can be drawn" in nothing.output) == (2, True)
    assert "record" not in ask("Which rivers cross Dacia?", "--no-record").stdout


def test_an_answer_from_python_is_recorded_as_one_of_the_command_line(here: Path) -> None:
    reader = {"knowledge": "rivers.ttl", "lm": "scripted/replies.json", "record": "kept.sqlite"}
    answer = ns.ask("Which rivers cross Dacia?", **reader)
    unread = ns.ask("Which rivers?", **{**reader, "lm": "scripted/absent.json"})
    asked = ns.solve(ns.load("what.problem"), knowledge="rivers.ttl", record="kept.sqlite")
    assert "" not in (answer.id, unread.id, asked.id)
    kept = ("--record", "kept.sqlite")
    assert "attempt 1: scripted" in run("show", answer.id, *kept).stdout
    assert json.loads(run("show", answer.id, *kept, "--as", "json").stdout)["problem"]
    assert run("show", unread.id, *kept).stdout.startswith("Not answered")
    for id in (answer.id, asked.id):
        verified = run("verify", id, *kept, "--knowledge", "rivers.ttl")
        assert (verified.exit_code, "answers the same" in verified.stdout) == (0, True), verified.output
    assert run("verify", unread.id, *kept).exit_code == 1
    assert run("verify", "999", *kept).exit_code == 2
    assert ns.ask("Which rivers cross Dacia?", **{**reader, "record": None}).id == ""


def test_many_questions_from_python_are_answered_in_their_order(here: Path) -> None:
    questions = ["Which rivers cross Dacia?", "Which sea is the largest?", "Which rivers cross Dacia?"]
    reader = {"knowledge": "rivers.ttl", "lm": ["scripted/replies.json"]}
    answers = list(ns.ask_many(iter(questions), **reader))
    assert [answer.text for answer in answers] == questions
    assert answers[0].value == answers[2].value == ["Ister", "Pathissus"]
    assert answers[1].verdict is ns.Verdict.UNTRANSLATED
    with pytest.raises(ns.FaultError, match="a graph is asked without cross_check"):
        next(ns.ask_many(questions, cross_check=True, **reader))


def test_a_problem_takes_what_follows_by_rules_and_says_how(here: Path) -> None:
    symmetric = "\n:joins a <http://www.w3.org/2002/07/owl#SymmetricProperty> . :Dacia :joins :Noricum ."
    (here / "rivers.ttl").write_text(RIVERS + symmetric, encoding="utf-8")
    problem = "sort Land = Dacia, Noricum\njoins : Land, Land -> Bool from :joins\n"
    problem += "entails\n    joins(Noricum, Dacia)"
    (here / "joined.problem").write_text(problem, encoding="utf-8")
    given = ("solve", "joined.problem", "--knowledge", "rivers.ttl")
    assert run(*given).exit_code == 4
    done = run(*given, "--rules", "owl2rl")
    assert (done.stdout.startswith("Yes, proved."), done.exit_code) == (True, 0)
    assert "by prp-symp, from joins is a owl_SymmetricProperty; Dacia · joins · Noricum" in done.stdout
    (here / "answer.json").write_text(run(*given, "--rules", "owl2rl", "--json").stdout, encoding="utf-8")
    assert run("verify", "answer.json").exit_code == 0
    assert run(*given, "--rules", "absent").exit_code == 2


def test_a_problem_with_the_goal_ask_is_solved_over_a_graph(here: Path) -> None:
    done = run("solve", "what.problem", "--knowledge", "rivers.ttl")
    assert done.stdout.startswith("Ister, Pathissus.")
    assert done.exit_code == 0


def test_an_answer_is_held_against_the_graph(here: Path) -> None:
    (here / "answer.json").write_text(ask("Which rivers cross Dacia?", "--json").stdout, encoding="utf-8")
    same = run("verify", "answer.json", "--knowledge", "rivers.ttl")
    assert same.exit_code == 0
    assert "it has the cited triples (2), and answers the same" in same.stdout
    other = RIVERS.replace(":Pathissus a :River ; :crosses :Dacia ;", ":Pathissus a :River ;")
    (here / "other.ttl").write_text(other + ":Albis :crosses :Dacia .", encoding="utf-8")
    changed = run("verify", "answer.json", "--knowledge", "other.ttl")
    assert changed.exit_code == 1
    assert "the graph does not say `Pathissus · crosses · Dacia [rivers.ttl]`" in changed.stderr
    assert "the graph does not answer `Pathissus`" in changed.stderr
    assert "the graph answers `Albis`, too" in changed.stderr


def test_that_a_graph_has_no_answer_is_held_against_it(here: Path) -> None:
    answer = ask("Does Pathissus cross Noricum?", "--json").stdout
    (here / "answer.json").write_text(answer, encoding="utf-8")
    assert run("verify", "answer.json", "--knowledge", "rivers.ttl").exit_code == 0
    (here / "more.ttl").write_text(RIVERS + ":Pathissus :crosses :Noricum .", encoding="utf-8")
    assert run("verify", "answer.json", "--knowledge", "more.ttl").exit_code == 1


def test_what_is_in_a_graph_is_listed_and_drawn(here: Path) -> None:
    listed = run("graph", "rivers.ttl").stdout
    assert "River, 2:" in listed
    assert "crosses: River -> Land, 3" in listed
    drawn = run("graph", "rivers.ttl", "--mermaid").stdout
    assert 'n0["River (length)"]' in drawn
    assert '-->|"crosses"|' in drawn


SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <http://rivers.example/> .
:Every sh:targetClass :River ; sh:property [ sh:path :crosses ; sh:minCount 1 ] .
"""
WRONG = ":Every sh:property [ sh:path :crosses ; sh:minCount 2 ] ."
NOT_RUN = ':Every sh:property [ sh:path :length ; sh:js [ sh:jsFunctionName "long" ] ] .'


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ("", 0, "conforms"),
        (WRONG, 3, "violated\nerror: :Pathissus, :crosses: too few values (MinCount)"),
        (NOT_RUN, 4, "undetermined\nerror: "),
    ],
)
def test_a_graph_is_checked_by_shapes(here: Path, more: str, code: int, said: str) -> None:
    (here / "shapes.ttl").write_text(SHAPES + more, encoding="utf-8")
    done = run("graph", "rivers.ttl", "--shapes", "shapes.ttl")
    assert (done.exit_code, done.stdout[: len(said)]) == (code, said), done.output
    assert ("there should be at least 2 values" in done.stdout) is (more == WRONG)


@pytest.mark.parametrize(
    "args",
    [
        ("ask", "Which rivers cross Dacia?", "--knowledge", "absent.ttl", "--lm", "scripted/replies.json"),
        ("ask", "Which rivers?", "--knowledge", "replies.json", "--lm", "scripted/replies.json"),
        ("ask", "Which rivers?", "--knowledge", "rivers.ttl", "--lm", "scripted/absent.json"),
        ("ask", "Which rivers?", "--knowledge", "rivers.ttl", "--rules", "absent", "--lm", "nobody/x"),
        (
            "ask",
            "Which rivers?",
            "--knowledge",
            "rivers.ttl",
            "--lm",
            "scripted/replies.json",
            "--explain",
            "core",
        ),
        ("graph", "absent.ttl"),
        ("graph", "rivers.ttl", "--shapes", "absent.ttl"),
        ("graph", "rivers.ttl", "--shapes", "replies.json"),
        ("verify", "what.problem", "--knowledge", "rivers.ttl"),
        ("solve", "absent.problem", "--knowledge", "rivers.ttl"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(here: Path, args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.exit_code in (1, 2)
    assert done.stderr
    assert "Traceback" not in done.output


def test_two_graphs_are_aligned_with_reasons(here: Path) -> None:
    names = {"left": ("django", "flask", "requests"), "right": ("Django", "Flask", "Requests")}
    for side, called in names.items():
        said = f'<http://{side}.example/{{}}> <http://{side}.example/name> "{{}}" .'
        lines = (said.format(*one) for one in enumerate(called))
        (here / f"{side}.nt").write_text("\n".join(lines), encoding="utf-8")
    done = run("align", "left.nt", "right.nt", "--why", "--output", "same.nq")
    assert done.exit_code == 0
    assert "http://left.example/0  http://right.example/0" in done.stdout
    assert " bits · " in done.stdout
    assert len((here / "same.nq").read_text("utf-8").splitlines()) == 3
    assert len(json.loads(run("align", "left.nt", "right.nt", "--json").stdout)) == 3
    assert run("align", "left.nt", "rivers.ttl").exit_code in (0, 3)
    assert run("align", "left.nt", "right.nt", "--each", "some").exit_code == 2


def test_a_mixed_problem_takes_its_facts_from_a_graph(here: Path) -> None:
    shown = Path(__file__).parents[1] / "examples" / "grounded"
    geography = Path(__file__).parents[1] / "knowledge_graphs" / "geography.ttl"
    done = run("solve", str(shown / "colours.problem"), "--knowledge", str(geography))
    assert done.exit_code in (0, 4), done.output


@pytest.mark.parametrize(
    ("path", "options", "standing", "code"),
    [
        ("is A > crosses = B", (), "supported", 0),
        ("is B > crosses = A", (), "not in the graph", 4),
        ("is B > crosses = A", ("--closed", "crosses"), "contradicted", 3),
        ("nothing", (), "not checked", 5),
    ],
)
def test_claims_of_a_text_are_held_against_a_graph(
    here: Path, path: str, options: tuple[str, ...], standing: str, code: int
) -> None:
    (here / "said.txt").write_text("Ister crosses Noricum.", encoding="utf-8")
    replies = [json.dumps({"path": path, "why": ""})] * 9
    (here / "reader.json").write_text(json.dumps(replies), encoding="utf-8")
    given = ("--knowledge", "rivers.ttl", "--lm", "scripted/reader.json", *options)
    done = run("verify-text", "said.txt", *given)
    assert standing in done.stdout
    assert done.exit_code == code


def test_what_matters_for_a_question_is_printed_with_what_was_left_out(here: Path) -> None:
    done = run("graph", "rivers.ttl", "--about", "What does the Ister cross?", "--budget", "1")
    assert done.exit_code == 0
    assert '"Ister" crosses: ' in done.stdout
    assert "more triples on chains that the words ask for, beyond the budget of 1.)" in done.stdout
    assert "no node of the graph is named" in run("graph", "rivers.ttl", "--about", "Who sings?").stdout
