"""`neurosym export` as a user meets it: what goes where, and exit codes."""

import json
from pathlib import Path

import pytest

import neurosym as ns
from tests.export.texts import BAKERY
from tests.test_cli import PROBLEMS, REPLY, TEXT, run


def test_a_problem_is_written_in_the_form_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "bakery.problem").write_text(BAKERY, encoding="utf-8")
    done = run("export", "bakery.problem", "--as", "lp", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert " c4: +2 rye_loaves +2.5 seed_loaves <= +80" in done.stdout


def test_an_answer_is_written_by_its_problem(tmp_path: Path) -> None:
    answer = ns.solve(ns.loads(BAKERY))
    (tmp_path / "answer.json").write_text(json.dumps(answer.to_json()), encoding="utf-8")
    done = run("export", "answer.json", "--as", "maths", home=tmp_path)
    assert done.stdout.startswith("maximise  5 rye_loaves")


def test_a_text_is_read_first(tmp_path: Path) -> None:
    (tmp_path / "replies.json").write_text(json.dumps([json.dumps(REPLY)]), encoding="utf-8")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    args = ("export", "text.txt", "--as", "words", "--lm", "scripted/replies.json", "--no-record")
    done = run(*args, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Every heron eats fish.\n    c1  for every Bird x, if heron(x)")


@pytest.mark.parametrize(
    ("problem", "form", "says"),
    [
        (PROBLEMS["unique"], "lp", "nothing is to be made large or small"),
        (PROBLEMS["untranslated"], "maths", "unknown predicate `r`"),
        ("maximise profit", "maths", ""),
    ],
)
def test_what_cannot_be_written_is_said(problem: str, form: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "it.problem").write_text(problem, encoding="utf-8")
    done = run("export", "it.problem", "--as", form, home=tmp_path)
    assert done.returncode == 5
    assert says in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
