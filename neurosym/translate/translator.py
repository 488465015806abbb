"""One attempt at putting a text into formulas: ask the LM, read its reply, say what could not be read.

Does not know whether a draft is sensible, nor when to stop; an LM that fails is a draft with faults.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neurosym.faults import Fault, FaultError
from neurosym.ir.strict import MAX_BYTES
from neurosym.ir.wire import WireClaim, WireProblem, draft_schema
from neurosym.lm.base import LM, Identified, Message, Reply, content_key, messages_key
from neurosym.translate.draft import Draft, identified, replaced, unfit
from neurosym.translate.prompt import Style, again_messages, first_messages, mending_messages
from neurosym.translate.reply import Written, read_reply
from neurosym.translate.respell import read_draft

TOKENS = 512
"""Tokens of a reply beside one for each character of the text; a careful reply takes about half."""

NOTHING = Fault(
    "no-problem", "the reply holds no claim and no goal", hint="write the problem and nothing else"
)


class Translator:
    """Puts a whole text to an LM at once. `style` is what the LM is asked to write.

    `shots`: worked examples shown before the text. `max_tokens` bounds each reply; 0 is enough for a
    text of that length, but not for an LM that thinks aloud first.
    """

    def __init__(
        self, lm: LM, style: Style = "json", *, shots: int = 2, max_tokens: int = 0, seed: int = 0
    ) -> None:
        self.lm = lm
        self._style = style
        self._shots = shots
        self._max_tokens = max_tokens
        self._seed = seed

    def fingerprint(self, text: str) -> str:
        """Return the hash of what the LM is told about a text, and of who it is."""
        who = self.lm.identity if isinstance(self.lm, Identified) else self.lm.name
        told = messages_key(first_messages(text, self._style, self._shots))
        return content_key([who, told, self._max_tokens, self._seed])

    def draft(self, text: str) -> Draft:
        """Return a first draft of the whole text."""
        fault = unfit(text)
        if fault is not None:
            return Draft(faults=(fault,))
        return self._ask(text, first_messages(text, self._style, self._shots), None)

    def mend(self, text: str, draft: Draft, faults: Sequence[Fault], history: Sequence[Draft] = ()) -> Draft:
        """Return the draft with those parts written anew that the faults concern."""
        if not draft.wire.claims and draft.wire.goal is None:
            return self._ask(text, again_messages(draft.prompt, draft.reply, faults), None)
        tried = [earlier.wire for earlier in history]
        prompt = mending_messages(text, draft.wire, faults, tried, self._style)
        return self._ask(text, prompt, draft)

    def _ask(self, text: str, prompt: tuple[Message, ...], old: Draft | None) -> Draft:
        schema = draft_schema(repair=old is not None) if self._style == "json" else None
        max_tokens = self._max_tokens or TOKENS + len(text)
        try:
            reply = self.lm.reply(prompt, schema=schema, max_tokens=max_tokens, seed=self._seed)
        except FaultError as error:
            return Draft(faults=error.faults, prompt=prompt)
        written = read_reply(reply.text, numbered=old is None, limit=_room(text))
        if old is None and not written.wire.claims and written.wire.goal is None:
            return Draft(faults=_reply_faults(reply, written), prompt=prompt, reply=reply)
        wire = written.wire if old is None else merged(old.wire, written.wire)
        wire = wire.model_copy(update={"text": text})
        wire, read, repairs = read_draft(wire)
        made = tuple(dict.fromkeys((*(old.repairs if old else ()), *repairs)))
        faults = (*_reply_faults(reply, written), *read.faults)
        return Draft(read.problem, faults, wire, prompt, reply, made)


def _room(text: str) -> int:
    """Return how many bytes a reply about a text may have: what is read costs more than what is written."""
    return min(MAX_BYTES, 16_384 + 16 * len(text))


def _reply_faults(reply: Reply, written: Written) -> tuple[Fault, ...]:
    """Return what is wrong with a reply, each thing once; one that says nothing is always wrong."""
    known = {fault.code for fault in written.faults}
    found = (*(fault for fault in reply.faults() if fault.code not in known), *written.faults)
    empty = not written.wire.claims and written.wire.goal is None
    return found or ((NOTHING,) if empty else ())


# --- putting a change into a draft


def merged(old: WireProblem, change: WireProblem) -> WireProblem:
    """Return the draft with the parts that a change writes anew; an empty formula takes a claim out."""
    claims = {claim.id: claim for claim in identified(old.claims)}
    for claim in change.claims:
        name = claim.id or _said_before(claim, claims) or _next_id(claims)
        if claim.means.strip():
            claims[name] = claim.model_copy(update={"id": name})
        else:
            claims.pop(name, None)
    return old.model_copy(
        update={
            "sorts": replaced(old.sorts, change.sorts),
            "symbols": replaced(old.symbols, change.symbols),
            "claims": list(claims.values()),
            "goal": change.goal or old.goal,
        }
    )


def _said_before(claim: WireClaim, claims: Mapping[str, WireClaim]) -> str:
    """Return the id of the one claim that quotes the same sentence, or nothing."""
    same = [name for name, other in claims.items() if claim.says and other.says == claim.says]
    return same[0] if len(same) == 1 else ""


def _next_id(claims: Mapping[str, WireClaim]) -> str:
    return next(name for number in range(1, len(claims) + 2) if (name := f"c{number}") not in claims)
