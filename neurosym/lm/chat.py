"""A conversation as the one text that a causal model continues.

Knows chat templates and what to do without one; it does not know what runs the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from jinja2.exceptions import TemplateError

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Message, Role

SPEAKERS = {"system": "Instructions", "user": "Question", "assistant": "Answer"}
NEXT_TURN = "\nQuestion:"


@dataclass(frozen=True, slots=True)
class Prompt:
    """The text before the reply, and the text at which a reply without a template has ended."""

    text: str
    stop: str | None


def prompt(tokenizer: Any, messages: Sequence[Message]) -> Prompt:
    """Write messages in the model's own chat template, else as plainly labelled turns.

    Raises FaultError `bad-template` if the model's template takes no such conversation.
    """
    specials = [token.content for token in tokenizer.added_tokens_decoder.values() if token.special]
    turns = [Message(turn.role, _inert(turn.content, specials)) for turn in messages]
    if not tokenizer.chat_template:
        return _plain(turns)
    try:
        return _templated(tokenizer, turns)
    except TemplateError:
        # Some templates know no system turn, or no two turns of one speaker.
        pass
    try:
        return _templated(tokenizer, _alternating(turns))
    except TemplateError as error:
        what = f"the chat template of the model does not take this conversation: {error}"
        raise FaultError(Fault("bad-template", what)) from error


def _templated(tokenizer: Any, turns: Sequence[Message]) -> Prompt:
    said = [{"role": turn.role, "content": turn.content} for turn in turns]
    text = tokenizer.apply_chat_template(said, tokenize=False, add_generation_prompt=True)
    return Prompt(text, stop=None)


def _plain(turns: Sequence[Message]) -> Prompt:
    said = [f"{SPEAKERS[turn.role]}: {turn.content}" for turn in turns]
    return Prompt("\n\n".join([*said, f"{SPEAKERS['assistant']}:"]), NEXT_TURN)


def _alternating(turns: Sequence[Message]) -> list[Message]:
    """Let the user say what the system said, and join neighbouring turns of one speaker."""
    joined: list[Message] = []
    for turn in turns:
        role: Role = "assistant" if turn.role == "assistant" else "user"
        if joined and joined[-1].role == role:
            joined[-1] = Message(role, f"{joined[-1].content}\n\n{turn.content}")
        else:
            joined.append(Message(role, turn.content))
    return joined


def _inert(content: str, specials: Iterable[str]) -> str:
    """Break the model's control words, so that a text cannot end its own turn and begin another."""
    for special in specials:
        content = content.replace(special, f"{special[:1]} {special[1:]}")
    return content
