"""What an LM is: messages in, one reply out, and how one word names who answers.

Knows nothing of logic, prompts or retries over a bad reading. A provider that cannot answer raises
`FaultError`; no provider ever makes an answer up.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import entry_points
from typing import Literal, Protocol, get_args, runtime_checkable

from neurosym.faults import Fault, FaultError, suggestion

Role = Literal["system", "user", "assistant"]
Mode = Literal["schema", "prompted", "free"]
"""How the form was enforced: by the decoder or server, by asking for it, or not at all."""
Finish = Literal["stop", "length", "deadline"]
Schema = Mapping[str, object]

BUILT_IN: Mapping[str, str] = {
    "embedded": "neurosym.lm.embedded.provider:Embedded",
    "local": "neurosym.lm.local:Local",
    "scripted": "neurosym.lm.scripted:Scripted",
    "server": "neurosym.lm.server:Server",
}
ENTRY_POINTS = "neurosym.lms"

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "text": str,
    "model": str,
    "mode": str,
    "tokens_in": int,
    "tokens_out": int,
    "seconds": (int, float),
    "finish": str,
    "cached": bool,
}
_WORDS = {"mode": get_args(Mode), "finish": get_args(Finish)}


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What an LM wrote, by which means, and what it cost.

    `seconds` is the wall time of the call that asked the LM; for a `cached` reply that call was an
    earlier one. A `finish` other than "stop" means that `text` breaks off.
    """

    text: str
    model: str
    mode: Mode
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    finish: Finish = "stop"
    cached: bool = False

    def faults(self) -> tuple[Fault, ...]:
        """Say why this reply may be unusable: broken off, or blank."""
        found = []
        if self.finish == "length":
            what = f"the reply of {self.model} breaks off after {self.tokens_out} tokens"
            found.append(Fault("truncated-reply", what, hint="allow more tokens (max_tokens)"))
        if self.finish == "deadline":
            what = f"the reply of {self.model} breaks off at its deadline"
            found.append(Fault("truncated-reply", what, hint="allow more seconds"))
        if not self.text.strip():
            found.append(Fault("empty-reply", f"{self.model} replied with nothing"))
        return tuple(found)


@runtime_checkable
class LM(Protocol):
    """Anything that answers messages; `name` is the word that opens it, as in `server/qwen`."""

    @property
    def name(self) -> str: ...

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Answer, in the form of a JSON schema where one is given; raise `FaultError` if it cannot.

        `max_tokens` bounds the reply; at temperature 0 the likeliest token is taken each time.
        """


@runtime_checkable
class Identified(Protocol):
    """An LM whose name does not tell all; two of one identity answer alike."""

    @property
    def identity(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Written:
    """What an LM wrote of one sentence, and how sure it was, each over what the grammar allowed.

    `logprob` is the log of the probability of all of it, in nats. `margin` is, over its tokens, the
    least log-odds of the token taken against the next-best one. `tokens` counts them.
    """

    text: str
    logprob: float
    margin: float
    tokens: int

    @property
    def likelihood(self) -> float:
        """The probability of all of it, between 0 and 1."""
        return math.exp(min(0.0, self.logprob))


@runtime_checkable
class SentenceLM(Protocol):
    """An LM that reads sentences, many at once, each under a grammar of its own."""

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str:
        """Two of one identity write alike."""

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        """Continue each prompt within its grammar (Lark, as llguidance reads it).

        Return, for each prompt, at most `best` different texts, the likeliest first; none where
        none ended within `max_tokens`. Raises FaultError.
        """


def open_lm(spec: str | LM, **options: object) -> LM:
    """Open the LM that a word like `local/model` or `server/model` names; an LM passes through.

    Built-in providers come first, then the entry points of group `neurosym.lms`. `options` go to
    the provider. Raises `FaultError` for an unknown provider or option, or a missing library.
    """
    if not isinstance(spec, str):
        return spec
    provider, _, rest = spec.partition("/")
    try:
        kind = _provider(provider)
    except ImportError as error:
        # The extras of the distribution are called like the providers that they bring.
        install = f"'neurosym-engine[{provider}]'" if provider in BUILT_IN else ""
        raise missing(f"`{spec}`", error.name or str(error), install) from error
    try:
        inspect.signature(kind).bind(rest, **options)
    except TypeError as error:
        what = f"`{spec}` does not take these options: {error}"
        raise FaultError(Fault("bad-option", what)) from error
    return kind(rest, **options)


def missing(what: str, library: str, install: str = "") -> FaultError:
    """Say which library `what` lacks and the command that brings it."""
    hint = f"pip install {install or library}"
    return FaultError(Fault("missing-library", f"{what} needs the library `{library}`", hint=hint))


def content_key(value: object) -> str:
    """Return the SHA-256 of a JSON value; the order of keys does not matter."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False, default=dict)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def messages_key(messages: Sequence[Message]) -> str:
    """Return the content key of a conversation, by which a recorded reply is found again."""
    return content_key([asdict(message) for message in messages])


def asking_for(messages: Sequence[Message], schema: Schema) -> tuple[Message, ...]:
    """Ask in words for JSON of this schema, for an LM that cannot be held to it."""
    text = json.dumps(schema, ensure_ascii=False)
    ask = f"Reply with one JSON value and nothing else. It must fit this JSON schema:\n{text}"
    if not messages or messages[-1].role != "user":
        return (*messages, Message("user", ask))
    return (*messages[:-1], Message("user", f"{messages[-1].content}\n\n{ask}"))


def reply_of(value: object) -> Reply:
    """Read a reply back from JSON: a bare text, or the fields of `Reply`. Raises ValueError.

    One that names its model was once asked of that model, so it comes back as `cached`.
    """
    if isinstance(value, str):
        return Reply(value, model="", mode="free")
    if not isinstance(value, dict):
        raise ValueError("a reply is a text, or an object with a `text`")
    given = {"model": "", "mode": "free", **value, "cached": bool(value.get("model"))}
    for name, field in given.items():
        if name not in _TYPES:
            raise ValueError(f"a reply has no field `{name}`")
        if not isinstance(field, _TYPES[name]) or field not in _WORDS.get(name, (field,)):
            raise ValueError(f"the field `{name}` of a reply cannot be {field!r}")
    if "text" not in given:
        raise ValueError("a reply has a `text`")
    return Reply(**given)


def _provider(provider: str) -> Callable[..., LM]:
    if provider in BUILT_IN:
        module, _, attribute = BUILT_IN[provider].partition(":")
        kind: Callable[..., LM] = getattr(importlib.import_module(module), attribute)
        return kind
    outside = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if provider in outside:
        kind = outside[provider].load()
        return kind
    known = sorted({*BUILT_IN, *outside})
    what = f"no LM provider is called `{provider}`; known are {', '.join(known)}"
    near = suggestion(provider, known)
    raise FaultError(Fault("unknown-lm", what, hint=near or "write provider/model"))
