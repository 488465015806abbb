"""The words that name LMs, content keys, and replies that travel as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.lm.base import (
    LM,
    Message,
    Reply,
    asking_for,
    content_key,
    messages_key,
    missing,
    open_lm,
    reply_of,
)
from neurosym.lm.scripted import Entry, Scripted

texts = st.text(st.characters(codec=None))
roles = st.sampled_from(["system", "user", "assistant"])
conversations = st.lists(st.builds(Message, roles, texts), max_size=4)
replies = st.builds(
    Reply,
    text=texts,
    model=st.text(min_size=1),
    mode=st.sampled_from(["schema", "prompted", "free"]),
    tokens_in=st.integers(0),
    tokens_out=st.integers(0),
    seconds=st.floats(0, 1e6),
    finish=st.sampled_from(["stop", "length", "deadline"]),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


def code(error: pytest.ExceptionInfo[FaultError]) -> str:
    return error.value.faults[0].code


class TestOpening:
    def test_an_lm_passes_through(self) -> None:
        lm = Scripted("given", entries=[])
        assert isinstance(lm, LM)
        assert open_lm(lm) is lm

    def test_a_word_opens_a_provider(self, tmp_path: Path) -> None:
        script = tmp_path / "replies.json"
        script.write_text('["yes"]')
        lm = open_lm(f"scripted/{script}")
        assert lm.name == f"scripted/{script}"
        assert lm.reply([Message("user", "?")]).text == "yes"

    def test_an_unknown_provider_is_a_fault_with_the_nearest_name(self) -> None:
        with pytest.raises(FaultError) as error:
            open_lm("sever/qwen")
        assert code(error) == "unknown-lm"
        assert "server" in error.value.faults[0].hint

    @pytest.mark.parametrize("spec", ["", "/", "gpt", "\x00/x", "local"])
    def test_a_word_without_a_provider_or_model_is_a_fault(self, spec: str) -> None:
        with pytest.raises(FaultError):
            open_lm(spec).reply([Message("user", "?")])

    def test_an_option_that_is_unknown_or_missing_is_a_fault(self, tmp_path: Path) -> None:
        with pytest.raises(FaultError, match="colour") as unknown:
            open_lm("local/x", colour="red")
        with pytest.raises(FaultError, match="base_url") as lacking:
            open_lm("server/x")
        assert code(unknown) == code(lacking) == "bad-option"

    def test_a_missing_library_is_a_fault_with_the_command(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(sys.modules, "neurosym.lm.server", raising=False)
        monkeypatch.setitem(sys.modules, "openai", None)
        with pytest.raises(FaultError) as error:
            open_lm("server/x", base_url="http://127.0.0.1:1")
        assert code(error) == "missing-library"
        assert error.value.faults[0].hint == "pip install 'neurosym-engine[server]'"

    def test_an_installed_package_can_bring_a_provider(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        info = tmp_path / "parrots-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: parrots\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[neurosym.lms]\nparrot = parrots:Parrot\n")
        (tmp_path / "parrots.py").write_text(
            "from neurosym.lm.base import Reply\n"
            "class Parrot:\n"
            "    def __init__(self, rest, *, loud=False):\n"
            "        self.name = 'parrot/' + rest\n"
            "        self.loud = loud\n"
            "    def reply(self, messages, **_):\n"
            "        text = messages[-1].content\n"
            "        return Reply(text.upper() if self.loud else text, self.name, 'free')\n"
        )
        monkeypatch.syspath_prepend(str(tmp_path))
        lm = open_lm("parrot/grey", loud=True)
        assert lm.reply([Message("user", "hello")]).text == "HELLO"

    def test_missing_names_the_library_to_install(self) -> None:
        assert missing("x", "lib").faults[0].hint == "pip install lib"


class TestKeys:
    @given(st.dictionaries(st.text(), st.integers()))
    def test_the_order_of_keys_does_not_matter(self, value: dict[str, int]) -> None:
        turned = dict(reversed(value.items()))
        assert content_key(value) == content_key(turned)
        assert content_key(MappingProxyType(value)) == content_key(value)

    @given(conversations, conversations)
    def test_conversations_have_one_key_only_if_they_are_the_same(
        self, one: list[Message], other: list[Message]
    ) -> None:
        assert (messages_key(one) == messages_key(other)) == (one == other)

    def test_text_cannot_move_between_turns_unnoticed(self) -> None:
        joined = [Message("user", "a\nuser: b")]
        assert messages_key(joined) != messages_key([Message("user", "a"), Message("user", "b")])

    def test_a_number_that_json_lacks_has_no_key(self) -> None:
        with pytest.raises(ValueError, match="JSON"):
            content_key(float("nan"))


class TestReplies:
    @given(replies)
    def test_a_reply_survives_json_and_comes_back_as_cached(self, reply: Reply) -> None:
        assert reply_of(json.loads(json.dumps(asdict(reply)))) == replace(reply, cached=True)

    @given(json_values)
    def test_any_other_json_is_refused_with_a_value_error(self, value: object) -> None:
        try:
            reply = reply_of(value)
        except ValueError:
            return
        assert isinstance(value, str)
        assert reply.text == value

    @pytest.mark.parametrize(
        "value",
        [
            {"model": "m"},
            {"text": 1},
            {"text": "x", "mode": "guessed"},
            {"text": "x", "finish": "tool_calls"},
            {"text": "x", "tokens_in": "3"},
            {"text": "x", "mood": "good"},
        ],
    )
    def test_a_wrong_field_is_refused(self, value: object) -> None:
        with pytest.raises(ValueError, match=r"a reply|of a reply"):
            reply_of(value)

    def test_a_whole_reply_has_no_faults(self) -> None:
        assert Reply("yes", "m", "free").faults() == ()

    def test_a_reply_that_breaks_off_or_is_blank_says_so(self) -> None:
        cut = Reply("ye", "m", "free", finish="length")
        late = Reply("ye", "m", "free", finish="deadline")
        blank = Reply(" \n", "m", "free")
        codes = [[fault.code for fault in reply.faults()] for reply in (cut, late, blank)]
        assert codes == [["truncated-reply"], ["truncated-reply"], ["empty-reply"]]


class TestAsking:
    SCHEMA = MappingProxyType({"type": "string", "enum": ["é"]})

    @given(conversations)
    def test_the_schema_ends_the_last_user_turn_and_no_other_turn_changes(
        self, messages: list[Message]
    ) -> None:
        asked = asking_for(messages, dict(self.SCHEMA))
        assert asked[-1].role == "user"
        assert '"enum": ["é"]' in asked[-1].content
        kept = messages[:-1] if messages and messages[-1].role == "user" else messages
        assert list(asked[:-1]) == kept


def test_entries_answer_by_name() -> None:
    lm = Scripted("given", entries=[Entry(Reply("yes", "", "free"))])
    assert lm.reply([]).model == "scripted/given"
