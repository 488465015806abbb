"""Work side by side, in order, and a journal of what is finished."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from neurosym.answer import Answer
from neurosym.attempts import Attempt
from neurosym.batch import Journal, in_order, question_key, stored
from neurosym.ir.verdict import Verdict
from neurosym.record import Record

DONE = Answer(Verdict.PROVED, "x", attempts=(Attempt("lm", "reply", mode="free"),))
FAILED = Answer(Verdict.UNTRANSLATED, "x", attempts=(Attempt("lm", "reply", mode="free"), Attempt("lm", "")))


@pytest.mark.parametrize("workers", [1, 2, 7])
def test_results_come_in_order_and_items_are_drawn_as_needed(workers: int) -> None:
    drawn: list[int] = []

    def items():
        for number in range(40):
            drawn.append(number)
            yield number

    results = in_order(items(), lambda number: number * number, workers)
    assert next(results) == 0
    assert len(drawn) <= 2 * workers + 1
    assert list(results) == [number * number for number in range(1, 40)]


def test_as_many_work_at_once_as_there_are_workers() -> None:
    together = threading.Barrier(3, timeout=30)
    assert list(in_order(range(3), lambda number: together.wait() >= 0, 3)) == [True] * 3


def test_an_exception_reaches_the_reader() -> None:
    with pytest.raises(ZeroDivisionError):
        list(in_order([1, 0], lambda number: 1 // number, 2))


def test_the_journal_gives_the_last_finished_answer(tmp_path: Path) -> None:
    journal = Journal(Record(tmp_path / "r.sqlite"))
    assert journal.finished("k") is None
    kept = journal.keep("k", DONE)
    assert kept.id == "1"
    assert journal.finished("k") == kept
    journal.keep("k", FAILED)
    assert journal.finished("k") == kept
    assert journal.finished("k2") is None
    journal.keep("k2", FAILED)
    assert journal.finished("k2") is None


def test_a_row_of_another_version_is_no_answer(tmp_path: Path) -> None:
    record = Record(tmp_path / "r.sqlite")
    row = record.get(record.add("answer", "k", {"answer_version": 99}))
    assert row is not None
    assert stored(row) is None
    assert Journal(record).finished("k") is None


KILLED = """
import sys
from neurosym.engine import Engine
from neurosym.lm.base import Reply
from neurosym.lm.scripted import Entry, Scripted
texts = [f"Text {number}. Is it?" for number in range(40)]
reply = Reply("p : Bool\\nassumed\\n    p\\nentails\\n    p", "", "free")
lm = Scripted("s", entries=[Entry(reply, when="Is it?")])
with Engine(lm, record=sys.argv[1], style="problem") as engine:
    for answer in engine.ask_many(texts, workers=int(sys.argv[2])):
        print(answer.verdict, flush=True)
"""


@pytest.mark.parametrize("workers", ["1", "3"])
def test_a_killed_batch_loses_nothing_and_repeats_nothing(tmp_path: Path, workers: str) -> None:
    record = tmp_path / "r.sqlite"
    command = [sys.executable, "-c", KILLED, str(record), workers]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(5)]
        process.kill()
    assert seen == [b"proved\n"] * 5
    before = {row.key: row.id for row in Record(record).find(kind="answer")}
    assert 5 <= len(before) < 40
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    assert done.stdout == "proved\n" * 40
    after = Record(record).find(kind="answer")
    assert len(after) == len({row.key for row in after}) == 40
    assert {row.key: row.id for row in after}.items() >= before.items()


def test_without_a_record_nothing_is_kept() -> None:
    journal = Journal(Record(None))
    assert journal.keep("k", DONE) == DONE
    assert journal.finished("k") is None


def test_a_question_is_known_by_what_is_asked_and_how() -> None:
    keys = {
        question_key(["a"], 1),
        question_key(["b"], 1),
        question_key(["a"], 2),
        question_key(["a", "a"], 1),
    }
    assert len(keys) == 4
    assert question_key(["a"], {"x": 1, "y": 2}) == question_key(["a"], {"y": 2, "x": 1})
