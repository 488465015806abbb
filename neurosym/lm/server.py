"""An LM behind any endpoint that speaks OpenAI's chat protocol, asked through the `openai` library.

Knows when to ask again and how to put it; it does not know what is asked.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

import httpx2
import openai

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.lm.base import Message, Reply, Schema
from neurosym.lm.bounded import Bounded
from neurosym.lm.dialect import Dialect, Question, ignores
from neurosym.lm.refusal import complaint, fault_of, heard, transient

CONNECT_SECONDS = 10.0
LIST_SECONDS = 5.0
FIRST_PAUSE_SECONDS = 0.5


class Server:
    """One model of one server; keeps what it learns of the server's dialect.

    A schema is enforced by the server where it can ("schema"), else asked for in words
    ("prompted"). A server that takes a schema and ignores it is found out by its reply.
    """

    def __init__(
        self,
        model: str,
        *,
        base_url: str,
        api_key: str = "",
        seconds: float = 120.0,
        tries: int = 3,
        proxy: str | None = None,
    ) -> None:
        """`base_url` is what comes before `/chat/completions`, as in `http://localhost:8000/v1`.

        `seconds` bounds one reply with all its tries, pauses and changes of dialect. Raises
        FaultError `bad-option` for a URL that is none.
        """
        self.name = f"server/{model}"
        self._model = model
        self._address = _address(base_url)
        self._key = api_key
        self._seconds = seconds
        self._tries = tries
        self._dialect = Dialect()
        self._client = openai.OpenAI(
            base_url=base_url,
            api_key=api_key or "none",
            max_retries=0,
            http_client=httpx2.Client(transport=Bounded(proxy)),
        )
        # The library takes these two from the environment and would send them to any server.
        self._client.organization = self._client.project = None

    @property
    def identity(self) -> str:
        """The name and the server's address."""
        return f"{self.name}@{self._address}"

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Ask the server, again where that may help.

        Raises FaultError `lm-unreachable`, `lm-timeout`, `lm-unauthorised`, `unknown-model`,
        `prompt-too-long`, `lm-busy`, `lm-failed`, `lm-refused`, `lm-declined` or `lm-garbage`.
        """
        knobs = {"temperature": temperature, "seed": seed}
        question = Question(self._model, tuple(messages), schema, max_tokens, knobs)
        end = time.monotonic() + self._seconds
        dialect = self._dialect
        while True:
            outcome = self._try(dialect, question, end)
            if isinstance(outcome, Reply):
                self._dialect = dialect
                return outcome
            dialect = outcome

    def _try(self, dialect: Dialect, question: Question, end: float) -> Reply | Dialect:
        """Ask in one dialect; where the server does not take it, return the next one."""
        started = time.monotonic()
        try:
            body = self._ask(dialect.request(question), end)
        except openai.APIStatusError as error:
            fault = fault_of(error, self._address, self._key)
            if fault.code == "lm-refused":
                other = dialect.conceding(error.param, complaint(error), question.schema)
                if other is not None:
                    return other
            raise FaultError(self._advised(fault)) from error
        except openai.APIError as error:
            raise FaultError(fault_of(error, self._address, self._key)) from error
        answer = heard(body, self._address)
        reply = Reply(
            answer.text,
            self.name,
            dialect.mode(question.schema),
            answer.tokens_in,
            answer.tokens_out,
            time.monotonic() - started,
            answer.finish,
        )
        if reply.mode == "schema" and question.schema is not None:
            lower = dialect.lowered()
            if lower is not None and ignores(reply, question.schema):
                return lower
        return reply

    def _ask(self, body: dict[str, object], end: float) -> bytes:
        attempt = 0
        while True:
            attempt += 1
            left = max(end - time.monotonic(), 0.001)
            limits = httpx2.Timeout(left, connect=min(left, CONNECT_SECONDS))
            try:
                response = self._client.post(
                    "/chat/completions",
                    cast_to=httpx2.Response,
                    body=body,
                    options={"timeout": limits},
                )
                return response.content
            except openai.APIError as error:
                pause = _pause(error, attempt)
                late = time.monotonic() + pause > end
                if attempt >= self._tries or late or not transient(error):
                    raise
            time.sleep(pause)

    def _advised(self, fault: Fault) -> Fault:
        """Add the nearest name that the server knows to a fault about an unknown model."""
        if fault.code != "unknown-model":
            return fault
        try:
            known = [model.id for model in self._client.models.list(timeout=LIST_SECONDS)]
        except openai.APIError:
            return fault
        near = suggestion(self._model, known) or f"it has {', '.join(known[:5])}"
        return Fault(fault.code, fault.what, hint=near)


def _pause(error: openai.APIError, attempt: int) -> float:
    """Seconds before the next try: what the server asks for, at least twice the last pause."""
    pause = FIRST_PAUSE_SECONDS * float(2 ** (attempt - 1))
    if isinstance(error, openai.APIStatusError):
        wish = error.response.headers.get("retry-after", "")
        if wish.isdigit():
            return max(pause, float(wish))
    return pause


def _address(base_url: str) -> str:
    """The URL without a user, a password or a query, for faults and cache keys."""
    try:
        url = urlsplit(base_url)
        if url.scheme in ("http", "https") and url.hostname:
            return f"{url.scheme}://{url.netloc.rpartition('@')[2]}{url.path.rstrip('/')}"
        reason = "not an address"
    except ValueError as error:
        reason = str(error)
    hint = "write one like http://localhost:8000/v1"
    raise FaultError(Fault("bad-option", f"the base URL is {reason}", hint=hint))
