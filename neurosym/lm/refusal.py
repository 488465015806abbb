"""What a server's answers and refusals mean. It sends nothing.

An answer is foreign data: whatever it is becomes an `Answer` or a fault, and no fault shows a key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import openai

from neurosym.faults import Fault, FaultError, visible
from neurosym.lm.base import Finish

EXCERPT = 300
"""Characters of a server's own words that a fault repeats."""

TOO_LONG = ("context_length", "context length", "context window", "maximum context", "too long")
NO_SUCH_MODEL = ("model_not_found", "does not exist", "pinned to", "unknown model", "no such model")


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of a chat completion that count."""

    text: str
    tokens_in: int
    tokens_out: int
    finish: Finish


def heard(body: bytes, server: str) -> Answer:
    """Read a chat completion.

    Raises FaultError `lm-garbage` if it is none, `lm-declined` if the server held the reply back.
    """
    try:
        value = json.loads(body)
        choice = value["choices"][0]
        text, why = choice["message"].get("content"), choice.get("finish_reason")
        refusal = choice["message"].get("refusal")
        usage = value.get("usage") or {}
        tokens = int(usage.get("prompt_tokens") or 0), int(usage.get("completion_tokens") or 0)
        if not isinstance(text, str | None):
            raise TypeError(f"the content is a {type(text).__name__}")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        start = visible(body[:EXCERPT].decode("utf-8", "replace"))
        what = f"{server} answers with something else than a chat completion: {start}"
        raise FaultError(Fault("lm-garbage", what, hint="is the base URL right?")) from error
    if why == "content_filter" or (refusal and not text):
        what = f"{server} declines to answer: {visible(str(refusal or why))[:EXCERPT]}"
        raise FaultError(Fault("lm-declined", what))
    return Answer(text or "", *tokens, "length" if why == "length" else "stop")


def transient(error: openai.APIError) -> bool:
    """Tell whether asking again may help: a lost connection, a busy or a failing server."""
    match error:
        case openai.APIStatusError(code="insufficient_quota"):
            return False
        case openai.APIStatusError(status_code=status):
            return status in (408, 409, 429) or status >= 500
        case _:
            return isinstance(error, openai.APIConnectionError)


def complaint(error: openai.APIStatusError) -> str:
    """Return a server's own words: a message and a code where it gives them, else its whole body."""
    body = error.body
    if not isinstance(body, dict):
        return str(body or error)
    told = [body[name] for name in ("message", "detail") if isinstance(body.get(name), str)]
    code = [f"({error.code})"] if error.code else []
    return " ".join(told + code) if told else json.dumps(body, ensure_ascii=False)


def fault_of(error: openai.APIError, server: str, secret: str) -> Fault:
    """Say what went wrong at `server`, in its own words where it has some, without `secret`."""
    if isinstance(error, openai.APITimeoutError):
        return Fault("lm-timeout", f"{server} did not answer in time", hint="allow more seconds")
    if not isinstance(error, openai.APIStatusError):
        reason = _excerpt(str(error.__cause__ or error), secret)
        what = f"{server} cannot be reached: {reason}"
        return Fault("lm-unreachable", what, hint="does it run, and is the base URL right?")
    told = complaint(error).casefold()
    words = _excerpt(complaint(error), secret)
    status = error.status_code
    if status in (401, 403):
        what = f"{server} does not let us in: {words}"
        return Fault("lm-unauthorised", what, hint="give its API key")
    if status == 413 or any(sign in told for sign in TOO_LONG):
        return Fault("prompt-too-long", f"{server}: {words}", hint="ask less at once")
    if status == 404 or any(sign in told for sign in NO_SUCH_MODEL):
        return Fault("unknown-model", f"{server}: {words}", hint="is the base URL right?")
    if status == 429:
        return Fault("lm-busy", f"{server} takes no more requests now: {words}")
    if status >= 500:
        return Fault("lm-failed", f"{server} failed ({status}): {words}")
    return Fault("lm-refused", f"{server} refuses the request ({status}): {words}")


def _excerpt(words: str, secret: str) -> str:
    """The first words on one line, printable, and without `secret`."""
    line = visible(" ".join(words.split()))
    if secret:
        line = line.replace(secret, "…")
    return line[:EXCERPT]
