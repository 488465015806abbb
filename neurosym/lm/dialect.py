"""How much of the chat protocol one server takes, learnt from what it refuses or ignores.

Knows the fields of a request; it sends nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

import jsonschema

from neurosym.lm.base import Message, Mode, Reply, Schema, asking_for

Form = Literal["json_schema", "json_object", "words"]
"""How a form is asked for. Only the first one holds the server to the schema."""

LOWER: Mapping[Form, Form] = {"json_schema": "json_object", "json_object": "words"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, in no dialect yet; `knobs` are the temperature and the seed."""

    model: str
    messages: tuple[Message, ...]
    schema: Schema | None
    max_tokens: int
    knobs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What to send: at first all of the protocol, later only what the server was seen to take."""

    form: Form = "json_schema"
    length: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    without: frozenset[str] = frozenset()

    def mode(self, schema: Schema | None) -> Mode:
        """Name how a reply in this dialect comes by its form."""
        if schema is None:
            return "free"
        return "schema" if self.form == "json_schema" else "prompted"

    def request(self, question: Question) -> dict[str, object]:
        """Write the body of a request."""
        messages, schema = question.messages, question.schema
        if schema is not None and self.form != "json_schema":
            messages = asking_for(messages, schema)
        body: dict[str, object] = {
            "model": question.model,
            "messages": [asdict(message) for message in messages],
            self.length: question.max_tokens,
        }
        body |= {name: knob for name, knob in question.knobs.items() if name not in self.without}
        if schema is not None and self.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        if schema is not None and self.form == "json_schema":
            named = {"name": "reply", "schema": schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body

    def conceding(self, field: str | None, complaint: str, schema: Schema | None) -> Dialect | None:
        """Return the dialect without what a refusal names; None if there is nothing to give up.

        `field` is the one that the server blames. A knob is left out only then: a complaint may
        repeat the whole request, and a temperature must not vanish by accident.
        """
        if "max_completion_tokens" in complaint and self.length == "max_tokens":
            return replace(self, length="max_completion_tokens")
        if field in ("temperature", "seed") and field not in self.without:
            return replace(self, without=self.without | {field})
        return self.lowered() if schema is not None else None

    def lowered(self) -> Dialect | None:
        """Return the dialect that asks for a form in the next weaker way."""
        lower = LOWER.get(self.form)
        return replace(self, form=lower) if lower else None


def ignores(reply: Reply, schema: Schema) -> bool:
    """Tell whether a reply shows that the server took the schema and did not hold to it."""
    if reply.finish != "stop":
        return reply.text.lstrip()[:1] not in ("{", "[")
    try:
        value = json.loads(reply.text)
    except (ValueError, RecursionError):
        return True
    return not jsonschema.validators.validator_for(schema)(schema).is_valid(value)
