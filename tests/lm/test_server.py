"""LMs behind servers: two real server processes with a real model, and servers that misbehave."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from neurosym.faults import FaultError
from neurosym.lm.base import LM, Message, Mode, open_lm
from neurosym.lm.server import Server
from tests.lm.conftest import free_port
from tests.lm.rogue import (
    Act,
    close,
    drip,
    flood,
    hang,
    refuse,
    rogue,
    say,
    send,
    stop_short,
)

SAID = [Message("system", "Be brief."), Message("user", "Is Tom a cat? é 🜁 \u202e")]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "rows": {
            "type": "array",
            "maxItems": 2,
            "items": {"type": "array", "maxItems": 2, "items": {"enum": ["é", "b"]}},
        }
    },
    "required": ["rows"],
    "additionalProperties": False,
}
GOOD = json.dumps({"rows": [["é"]]})


def opened(base_url: str, **options: Any) -> Server:
    return Server("tiny", base_url=base_url, **{"seconds": 20.0, **options})


def fault(lm: LM, **options: Any) -> tuple[str, str]:
    """The code and the whole text of the fault that asking ends in."""
    with pytest.raises(FaultError) as error:
        lm.reply(SAID, **options)
    return error.value.faults[0].code, str(error.value)


class TestRealServer:
    """A process of ours that serves a tiny model over HTTP, in four manners."""

    @pytest.mark.parametrize(
        ("manner", "mode"),
        [("full", "schema"), ("object", "prompted"), ("words", "prompted"), ("deaf", "prompted")],
    )
    def test_the_strongest_form_that_the_server_keeps_is_used(
        self, own_server: str, manner: str, mode: Mode
    ) -> None:
        lm = opened(f"{own_server}/{manner}/v1")
        for _ in range(2):
            reply = lm.reply(SAID, schema=SCHEMA, max_tokens=60)
            assert reply.mode == mode
        if mode == "schema":
            jsonschema.validate(json.loads(reply.text), SCHEMA)
        assert lm.reply(SAID, max_tokens=3).mode == "free"

    def test_a_server_is_opened_by_a_word(self, own_server: str, chat_model: Path) -> None:
        lm = open_lm("server/tiny", base_url=f"{own_server}/full/v1")
        here = open_lm(f"local/{chat_model}")
        there, local = (lm.reply(SAID, max_tokens=12) for lm in (lm, here))
        assert there.text == local.text
        assert (there.tokens_in, there.tokens_out) == (local.tokens_in, local.tokens_out)
        assert lm.name == there.model == "server/tiny"

    def test_a_reply_that_breaks_off_says_so(self, own_server: str) -> None:
        reply = opened(f"{own_server}/full/v1").reply(SAID, max_tokens=4)
        assert (reply.finish, reply.tokens_out) == ("length", 4)

    def test_seed_and_temperature_arrive(self, own_server: str) -> None:
        lm = opened(f"{own_server}/full/v1")
        drawn = [lm.reply(SAID, temperature=1.0, seed=n, max_tokens=12).text for n in (1, 1, 2)]
        assert drawn[0] == drawn[1] != drawn[2]

    def test_an_unknown_model_is_a_fault_with_the_nearest_one(self, own_server: str) -> None:
        code, text = fault(Server("tinny", base_url=f"{own_server}/full/v1"))
        assert code == "unknown-model"
        assert "`tiny`" in text

    def test_a_prompt_that_is_too_long_is_a_fault(self, own_server: str) -> None:
        lm = opened(f"{own_server}/full/v1")
        with pytest.raises(FaultError) as error:
            lm.reply([Message("user", "cat " * 600)], schema=SCHEMA)
        assert error.value.faults[0].code == "lm-refused"
        assert "512" in str(error.value)


class TestForeignServer:
    """`transformers serve`, which takes a schema and ignores it."""

    def test_it_answers(self, foreign_server: str, chat_model: Path) -> None:
        lm = Server(str(chat_model), base_url=foreign_server)
        reply = lm.reply(SAID, max_tokens=5)
        assert (reply.tokens_out, reply.finish, reply.mode) == (5, "length", "free")
        assert reply.text == open_lm(f"local/{chat_model}").reply(SAID, max_tokens=5).text

    def test_it_is_found_out_to_ignore_a_schema(self, foreign_server: str, chat_model: Path) -> None:
        lm = Server(str(chat_model), base_url=foreign_server)
        assert lm.reply(SAID, schema=SCHEMA, max_tokens=8).mode == "prompted"

    def test_an_unknown_model_is_a_fault(self, foreign_server: str) -> None:
        assert fault(Server("nope", base_url=foreign_server))[0] == "unknown-model"


class TestForms:
    def test_a_server_that_keeps_a_schema_is_asked_once(self) -> None:
        with rogue(say(GOOD)) as server:
            reply = opened(server.base_url).reply(SAID, schema=SCHEMA)
        assert (reply.mode, reply.text) == ("schema", GOOD)
        (body,) = server.bodies
        assert body["response_format"]["json_schema"]["schema"] == SCHEMA
        assert body["messages"] == [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "Is Tom a cat? é 🜁 \u202e"},
        ]

    @pytest.mark.parametrize("text", ["Sure! {}", '{"rows": [["c"]]}', '{"rows": 1}', "", "[" * 99_999])
    def test_a_reply_against_the_schema_shows_that_the_server_ignores_it(self, text: str) -> None:
        with rogue(say(text)) as server:
            lm = opened(server.base_url)
            first = lm.reply(SAID, schema=SCHEMA)
            lm.reply(SAID, schema=SCHEMA)
        assert (first.mode, first.text) == ("prompted", text)
        forms = [body["response_format"]["type"] for body in server.bodies]
        assert forms == ["json_schema", "json_object", "json_object"]
        assert '"maxItems": 2' in server.bodies[1]["messages"][-1]["content"]

    def test_a_reply_that_breaks_off_within_json_counts_as_kept(self) -> None:
        with rogue(say('{"rows": [["', "length")) as server:
            reply = opened(server.base_url).reply(SAID, schema=SCHEMA)
        assert (reply.mode, reply.finish, len(server.bodies)) == ("schema", "length", 1)

    def test_a_reply_that_breaks_off_in_prose_does_not(self) -> None:
        with rogue(say("Let me thin", "length")) as server:
            assert opened(server.base_url).reply(SAID, schema=SCHEMA).mode == "prompted"

    def test_what_a_server_refuses_is_given_up_step_by_step(self) -> None:
        refusals = [refuse(400, "json_schema?"), refuse(422, "response_format?")]
        with rogue(*refusals, say(GOOD)) as server:
            reply = opened(server.base_url).reply(SAID, schema=SCHEMA)
        assert reply.mode == "prompted"
        assert "response_format" not in server.bodies[2]

    def test_a_model_without_a_knob_is_asked_without_it(self) -> None:
        length = refuse(400, "Use 'max_completion_tokens' instead.", param="max_tokens")
        heat = refuse(400, "temperature does not support 0.0", param="temperature")
        with rogue(length, heat, say(GOOD)) as server:
            lm = opened(server.base_url)
            assert lm.reply(SAID, schema=SCHEMA, max_tokens=9).mode == "schema"
            lm.reply(SAID)
        for body in server.bodies[2:]:
            assert "temperature" not in body
            assert "max_tokens" not in body
            assert body["seed"] == 0
        assert server.bodies[2]["max_completion_tokens"] == 9

    def test_a_knob_is_not_lost_by_a_complaint_that_repeats_the_request(self) -> None:
        echo = refuse(422, "bad request: {temperature: 0.0, seed: 0, n: 1}")
        with rogue(echo) as server:
            assert fault(opened(server.base_url))[0] == "lm-refused"
        assert len(server.bodies) == 1


class TestReplies:
    @pytest.mark.parametrize("text", ["", "\u0000", "é🜁\u202e", "x" * 100_000])
    def test_any_text_comes_through(self, text: str) -> None:
        with rogue(say(text)) as server:
            reply = opened(server.base_url).reply(SAID)
        assert reply.text == text
        assert (reply.tokens_in, reply.tokens_out) == (3, 4)

    def test_no_text_is_an_empty_reply(self) -> None:
        with rogue(say(None)) as server:
            reply = opened(server.base_url).reply(SAID)
        assert [each.code for each in reply.faults()] == ["empty-reply"]

    @pytest.mark.parametrize("act", [say(None, refusal="I can not."), say("I", "content_filter")])
    def test_a_reply_that_is_held_back_is_a_fault(self, act: Act) -> None:
        with rogue(act) as server:
            assert fault(opened(server.base_url))[0] == "lm-declined"

    def test_usage_may_be_missing(self) -> None:
        body = {"choices": [{"message": {"content": "hi"}}], "usage": None}
        with rogue(send(200, json.dumps(body).encode())) as server:
            reply = opened(server.base_url).reply(SAID)
        assert (reply.text, reply.tokens_in, reply.finish) == ("hi", 0, "stop")


class TestTrouble:
    @pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
    def test_what_may_pass_is_tried_again(self, status: int) -> None:
        with rogue(refuse(status), say("hi")) as server:
            assert opened(server.base_url).reply(SAID).text == "hi"
        assert len(server.bodies) == 2

    @pytest.mark.parametrize("act", [close, stop_short])
    def test_a_lost_connection_is_tried_again(self, act: Act) -> None:
        with rogue(act, say("hi")) as server:
            assert opened(server.base_url).reply(SAID).text == "hi"

    @pytest.mark.parametrize(
        ("act", "code", "asked"),
        [
            (refuse(500, "out of memory"), "lm-failed", 2),
            (refuse(429, "slow down"), "lm-busy", 2),
            (refuse(429, "pay first", code="insufficient_quota"), "lm-busy", 1),
            (refuse(401, "who are you"), "lm-unauthorised", 1),
            (refuse(403, "not you"), "lm-unauthorised", 1),
            (refuse(404, "no route"), "unknown-model", 1),
            (refuse(400, "x", code="context_length_exceeded"), "prompt-too-long", 1),
            (refuse(400, "maximum context length is 512"), "prompt-too-long", 1),
            (refuse(418, "a teapot"), "lm-refused", 1),
            (close, "lm-unreachable", 2),
            (stop_short, "lm-unreachable", 2),
            (flood, "lm-unreachable", 2),
        ],
    )
    def test_what_stays_is_a_fault(self, act: Act, code: str, asked: int) -> None:
        with rogue(act) as server:
            assert fault(opened(server.base_url, tries=2))[0] == code
        assert len(server.bodies) == asked

    @pytest.mark.parametrize("act", [hang, drip])
    def test_a_server_that_never_ends_is_a_fault(self, act: Act) -> None:
        with rogue(act) as server:
            assert fault(opened(server.base_url, seconds=0.6))[0] == "lm-timeout"

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"<html>welcome</html>",
            b"\xff\xfe",
            b"null",
            b"[]",
            b"{}",
            b'{"choices": []}',
            b'{"choices": [{"message": null}]}',
            b'{"choices": [{"message": {"content": [1]}}]}',
            b'{"choices": [{"message": {"content": "x"}}], "usage": {"prompt_tokens": "many"}}',
            b"[" * 100_000,
        ],
    )
    def test_anything_else_than_a_completion_is_a_fault(self, body: bytes) -> None:
        with rogue(send(200, body)) as server:
            assert fault(opened(server.base_url))[0] == "lm-garbage"

    def test_a_packed_answer_is_not_unpacked(self) -> None:
        body = gzip.compress(json.dumps({"choices": [{"message": {"content": "hi"}}]}).encode())
        with rogue(send(200, body, Content_Encoding="gzip")) as server:
            assert fault(opened(server.base_url))[0] == "lm-garbage"
        assert server.headers[0]["accept-encoding"] == "identity"

    def test_nobody_there_is_a_fault(self) -> None:
        code, text = fault(opened(f"http://127.0.0.1:{free_port()}/v1", tries=1))
        assert code == "lm-unreachable"
        assert "base URL" in text

    @pytest.mark.parametrize(
        "url", ["", "nonsense", "ftp://127.0.0.1/v1", "http://", "http://[::bad", "localhost:80"]
    )
    def test_no_url_is_a_fault(self, url: str) -> None:
        with pytest.raises(FaultError) as error:
            opened(url)
        assert error.value.faults[0].code == "bad-option"

    def test_the_server_says_how_long_to_wait(self) -> None:
        busy = refuse(429, wait="1000")
        with rogue(busy) as server:
            assert fault(opened(server.base_url, seconds=5.0))[0] == "lm-busy"
        assert len(server.bodies) == 1


class TestSecrets:
    def test_a_key_is_sent_and_never_shown(self) -> None:
        echo = refuse(401, "the key sk-topsecret is wrong")
        with rogue(echo) as server:
            lm = opened(server.base_url, api_key="sk-topsecret")
            shown = fault(lm)[1] + repr(lm) + lm.identity + lm.name
        assert server.headers[0]["authorization"] == "Bearer sk-topsecret"
        assert "topsecret" not in shown

    def test_a_password_in_the_url_is_never_shown(self) -> None:
        with rogue(refuse(401)) as server:
            lm = opened(server.base_url.replace("127", "me:password@127"))
            shown = fault(lm)[1] + repr(lm) + lm.identity + lm.name
        assert server.headers[0]["authorization"].startswith("Basic ")
        assert "password" not in shown

    def test_the_environment_is_not_sent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("API_KEY", "ADMIN_KEY", "ORG_ID", "PROJECT_ID", "BASE_URL"):
            monkeypatch.setenv(f"OPENAI_{name}", "from-the-environment")
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        with rogue(say("hi")) as server:
            assert opened(server.base_url).reply(SAID).text == "hi"
        assert "from-the-environment" not in str(server.headers)
