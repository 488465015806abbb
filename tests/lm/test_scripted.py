"""Scripts of replies: in order, by key, by a part of the question; and never a made-up answer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.lm.base import Message, Reply, messages_key
from neurosym.lm.scripted import Entry, Scripted, written


def ask(lm: Scripted, *said: str) -> str:
    return lm.reply([Message("user", text) for text in said]).text


def script(tmp_path: Path, text: str) -> Scripted:
    path = tmp_path / "replies"
    path.write_text(text, "utf-8")
    return Scripted(path)


def plain(texts: Sequence[str]) -> Scripted:
    return Scripted("given", entries=[Entry(Reply(text, "", "free")) for text in texts])


class TestAnswers:
    def test_plain_replies_come_in_order_and_then_no_more(self, tmp_path: Path) -> None:
        lm = script(tmp_path, '["one", {"text": "two", "finish": "length"}]')
        assert ask(lm, "a") == "one"
        assert lm.reply([Message("user", "b")]).finish == "length"
        with pytest.raises(FaultError) as error:
            ask(lm, "What now?")
        fault = error.value.faults[0]
        assert fault.code == "out-of-replies"
        assert "What now?" in fault.what
        assert messages_key([Message("user", "What now?")]) in fault.hint

    def test_lines_of_json_are_a_script_too(self, tmp_path: Path) -> None:
        lm = script(tmp_path, '"one"\n\n{"reply": "two"}\n')
        assert [ask(lm, "a"), ask(lm, "b")] == ["one", "two"]

    def test_a_line_may_hold_a_line_separator(self, tmp_path: Path) -> None:
        lm = script(tmp_path, '"one\u2028still one"\n"two"')
        assert [ask(lm, "a"), ask(lm, "b")] == ["one\u2028still one", "two"]

    def test_a_part_of_the_last_user_message_chooses(self, tmp_path: Path) -> None:
        lm = script(
            tmp_path,
            '[{"when": "cats", "reply": "meow"}, {"when": "dogs", "reply": "woof"}, "else"]',
        )
        assert ask(lm, "cats", "about dogs") == "woof"
        assert ask(lm, "about cats") == "meow"
        assert ask(lm, "about cats again, cats") == "meow"
        assert ask(lm, "birds") == "else"
        with pytest.raises(FaultError):
            ask(lm, "birds")

    def test_a_key_chooses_before_anything_else(self, tmp_path: Path) -> None:
        key = messages_key([Message("user", "about cats")])
        entries = [{"when": "cats", "reply": "meow"}, {"key": key, "reply": "exactly"}, "next"]
        lm = script(tmp_path, json.dumps(entries))
        assert ask(lm, "about cats") == "exactly"
        assert ask(lm, "more about cats") == "meow"

    def test_a_key_depends_on_every_turn_and_role(self) -> None:
        said = [Message("system", "be brief"), Message("user", "hi")]
        lm = Scripted("given", entries=[Entry(Reply("x", "m", "free"), messages_key(said))])
        assert lm.reply(said).text == "x"
        for other in ([said[1]], [Message("user", "be brief"), said[1]], said[::-1]):
            with pytest.raises(FaultError):
                lm.reply(other)

    def test_several_replies_to_one_question_come_in_turn_and_the_last_stays(self, tmp_path: Path) -> None:
        lm = script(tmp_path, '[{"when": "q", "reply": "1"}, {"when": "q", "reply": "2"}]')
        assert [ask(lm, "q") for _ in range(4)] == ["1", "2", "2", "2"]

    @given(st.lists(st.text(), max_size=5))
    def test_any_text_is_given_back_as_it_was(self, texts: list[str]) -> None:
        lm = plain(texts)
        assert [ask(lm, "?") for _ in texts] == texts

    def test_no_reply_is_given_twice_to_two_threads(self) -> None:
        lm = plain([str(number) for number in range(500)])
        with ThreadPoolExecutor(8) as pool:
            texts = list(pool.map(lambda number: ask(lm, str(number)), range(500)))
        assert len(set(texts)) == 500

    def test_a_canned_reply_is_by_the_script_and_a_recorded_one_by_its_model(self, tmp_path: Path) -> None:
        exchange = written([Message("user", "q")], Reply("a", "server/x", "schema", 3, 4, 0.5))
        lm = script(tmp_path, json.dumps([{"text": "canned"}, exchange]))
        canned, recorded = lm.reply([]), lm.reply([Message("user", "q")])
        assert (canned.model, canned.cached) == (lm.name, False)
        assert (recorded.model, recorded.cached) == ("server/x", True)


class TestFiles:
    def test_an_exchange_that_was_written_down_is_given_again(self, tmp_path: Path) -> None:
        said = [Message("system", "s"), Message("user", "Ünï \ud800 🜁")]
        reply = Reply("…", "local/x", "schema", 3, 4, 0.25, "length")
        lm = script(tmp_path, json.dumps(written(said, reply)))
        again = lm.reply(said)
        assert again.cached
        assert (again.text, again.model, again.mode) == ("…", "local/x", "schema")
        assert (again.tokens_in, again.tokens_out, again.seconds) == (3, 4, 0.25)
        assert again.finish == "length"

    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ('["ok", 3]', "entry 2"),
            ('[{"reply": "x", "wen": "y"}]', "entry 1"),
            ('[{"reply": "x", "when": 1}]', "entry 1"),
            ('[{"reply": {"text": 1}}]', "entry 1"),
            ("[{}]", "entry 1"),
            ("[" * 100_000, ""),
            ('["open"', ""),
            ("not json", ""),
        ],
    )
    def test_a_wrong_script_is_a_fault_that_says_where(self, tmp_path: Path, text: str, number: str) -> None:
        with pytest.raises(FaultError) as error:
            script(tmp_path, text)
        fault = error.value.faults[0]
        assert fault.code == "bad-script"
        assert number in fault.what

    def test_every_wrong_entry_is_named_at_once(self, tmp_path: Path) -> None:
        with pytest.raises(FaultError) as error:
            script(tmp_path, '[1, "ok", 2]')
        assert len(error.value.faults) == 2

    def test_no_file_binary_or_another_database_is_a_fault(self, tmp_path: Path) -> None:
        binary = tmp_path / "binary"
        binary.write_bytes(b"\xff\xfe\x00")
        broken = tmp_path / "broken.sqlite"
        broken.write_bytes(b"SQLite format 3\x00" + b"?" * 100)
        for path in (tmp_path / "absent", tmp_path, binary, broken):
            with pytest.raises(FaultError) as error:
                Scripted(path)
            assert error.value.faults[0].code == "bad-script"

    def test_an_empty_script_has_nothing_to_say(self, tmp_path: Path) -> None:
        with pytest.raises(FaultError) as error:
            ask(script(tmp_path, ""), "hello")
        assert error.value.faults[0].code == "out-of-replies"
