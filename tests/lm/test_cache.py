"""The cache: the same question is asked once, a failure is never kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.lm.base import LM, Finish, Message, Reply, Schema, open_lm
from neurosym.lm.cache import Cached
from neurosym.lm.scripted import Entry, Scripted
from tests.lm.rogue import rogue, say

QUESTION = [Message("user", "What is the capital of Österreich? 🜁")]


def counting(count: int = 100, *, finish: Finish = "stop", name: str = "given") -> Scripted:
    """An LM that answers 0, 1, 2 …: each time it is really asked, another text."""
    replies = [Reply(str(n), f"scripted/{name}", "free", 5, 6, 0.5, finish) for n in range(count)]
    return Scripted(name, entries=[Entry(reply) for reply in replies])


def test_the_second_time_nobody_is_asked(tmp_path: Path) -> None:
    lm = Cached(counting(), tmp_path / "cache.sqlite")
    first, second = lm.reply(QUESTION), lm.reply(QUESTION)
    assert (first.text, first.cached) == ("0", False)
    assert (second.text, second.cached) == ("0", True)
    assert (second.tokens_in, second.tokens_out, second.seconds) == (5, 6, 0.5)


@pytest.mark.parametrize(
    "change",
    [
        {"messages": [Message("system", "s"), *QUESTION]},
        {"messages": [Message("assistant", QUESTION[0].content)]},
        {"schema": {"type": "object"}},
        {"schema": {}},
        {"max_tokens": 7},
        {"temperature": 0.5},
        {"seed": 1},
    ],
)
def test_whatever_differs_is_asked_anew(tmp_path: Path, change: dict[str, Any]) -> None:
    lm = Cached(counting(), tmp_path / "cache.sqlite")
    usual: dict[str, Any] = {"messages": QUESTION}
    assert lm.reply(**usual).text == "0"
    assert lm.reply(**usual | change).text == "1"
    assert lm.reply(**usual | change).text == "1"
    assert lm.reply(**usual).text == "0"


def test_two_lms_do_not_answer_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    other = Scripted("other", entries=[Entry(Reply("other", "", "free"))])
    assert Cached(counting(), path).reply(QUESTION).text == "0"
    assert Cached(other, path).reply(QUESTION).text == "other"


def test_one_model_name_at_two_servers_is_two_lms(tmp_path: Path) -> None:
    here = open_lm("server/x", base_url="http://127.0.0.1:1/v1")
    there = open_lm("server/x", base_url="http://127.0.0.1:2/v1")
    path = tmp_path / "cache.sqlite"
    assert Cached(here, path).identity != Cached(there, path).identity
    assert Cached(here, path).name == Cached(there, path).name == "server/x"
    assert Cached(Cached(here, path), path).identity == Cached(here, path).identity


def test_two_servers_do_not_answer_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with rogue(say("here")) as here, rogue(say("there")) as there:
        lms = [Cached(open_lm("server/x", base_url=at.base_url), path) for at in (here, there)]
        assert [lm.reply(QUESTION).text for lm in lms * 2] == ["here", "there"] * 2
        assert len(here.bodies) == len(there.bodies) == 1


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "cache.sqlite"
    with pytest.raises(FaultError):
        Cached(counting(0), path).reply(QUESTION)
    assert Cached(counting(), path).reply(QUESTION).text == "0"


@pytest.mark.parametrize("finish", ["length", "deadline"])
def test_a_reply_that_breaks_off_is_not_kept(tmp_path: Path, finish: Finish) -> None:
    lm = Cached(counting(finish=finish), tmp_path / "cache.sqlite")
    assert [lm.reply(QUESTION).text for _ in range(3)] == ["0", "1", "2"]


def test_a_blank_reply_is_not_kept(tmp_path: Path) -> None:
    blank = [Entry(Reply(" \n", "m", "free")), Entry(Reply("words", "m", "free"))]
    lm = Cached(Scripted("given", entries=blank), tmp_path / "cache.sqlite")
    assert [lm.reply(QUESTION).text for _ in range(3)] == [" \n", "words", "words"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(st.characters(codec=None), min_size=1), st.text(st.characters(codec=None)))
def test_any_text_is_kept_as_it_was(tmp_path: Path, answer: str, question: str) -> None:
    script = [Entry(Reply(f"[{answer}", "m", "free"))]
    lm = Cached(Scripted("given", entries=script), tmp_path / "cache.sqlite")
    lm.purge()
    texts = {lm.reply([Message("user", question)]).text for _ in range(2)}
    assert texts == {f"[{answer}"}


ASK = """
import sys
from neurosym.lm.base import Message, open_lm
from neurosym.lm.cache import Cached
lm = Cached(open_lm(sys.argv[1]), sys.argv[2])
for number in range(30):
    print(lm.reply([Message("user", str(number))]).text)
"""


def test_processes_share_one_cache(tmp_path: Path) -> None:
    script, path = tmp_path / "script.json", tmp_path / "cache.sqlite"
    script.write_text("[" + ",".join(f'"{n}"' for n in range(30)) + "]")
    command = [sys.executable, "-c", ASK, f"scripted/{script}", str(path)]
    together = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    outs = [process.communicate(timeout=120)[0].split() for process in together]
    assert [process.returncode for process in together] == [0] * 4
    assert all(len(out) == 30 for out in outs)
    script.write_text("[]")
    later = subprocess.run(command, capture_output=True, check=True).stdout.split()
    assert len(later) == 30


def test_a_row_of_another_version_is_asked_anew(tmp_path: Path) -> None:
    lm = Cached(counting(), tmp_path / "cache.sqlite")
    lm.reply(QUESTION)
    with lm._store.open() as connection:
        connection.execute("""UPDATE reply SET reply = '{"text": "x", "logprobs": []}'""")
    assert [lm.reply(QUESTION).text for _ in range(2)] == ["1", "1"]


def test_a_reply_that_cannot_be_kept_is_handed_over_and_counted(tmp_path: Path) -> None:
    lm = Cached(counting(), tmp_path / "cache.sqlite")
    with lm._store.open() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON reply BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
    assert lm.reply(QUESTION).text == "0"
    assert lm.unsaved == 1


def test_a_purged_cache_asks_again(tmp_path: Path) -> None:
    lm = Cached(counting(), tmp_path / "cache.sqlite")
    lm.reply(QUESTION)
    lm.purge()
    assert lm.reply(QUESTION).text == "1"


def test_a_cache_is_an_lm(tmp_path: Path) -> None:
    schema: Schema = {"type": "object"}
    lm: LM = Cached(counting(), tmp_path / "cache.sqlite")
    assert open_lm(lm) is lm
    assert lm.reply(QUESTION, schema=schema).text == "0"
