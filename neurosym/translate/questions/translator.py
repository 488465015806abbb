"""Questions about a graph read by any LM that holds a conversation: it writes a path, and is told what is
wrong with it.

The LM is shown the graph on a page and what the question may mention; it writes path notation and nothing
else, which is read and never run. A path that leads nowhere is told once, and taken if the LM stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as File

from neurosym.faults import Fault, FaultError, brief
from neurosym.knowledge.link import Candidate, Mention
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.lm.base import LM, Message, Reply, Schema
from neurosym.translate.prompt import EXCERPT, document
from neurosym.translate.questions.formula import Meaning
from neurosym.translate.questions.names import Names
from neurosym.translate.questions.notation import Asked, Which, read, written
from neurosym.translate.questions.page import Page, quoted
from neurosym.translate.questions.prompt import LETTERS
from neurosym.translate.questions.reading import Form, Reading, Readings, Tried
from neurosym.translate.questions.walking import Walks
from neurosym.translate.reply import read_object

TRIES = 3
MAX_QUESTION = 4_000
"""Characters of a question."""
MAX_REPLY = 16_384
"""Bytes of a reply, thoughts apart."""
MAX_PATH = 1_000
MAX_TOKENS = 1_024
MENTIONED = 0.2
"""Score of a mention from which it is shown; an LM can pass over what is none."""

NAMESAKE = 0.05
"""How much less well than the best node another one may be meant, to be shown too."""

SCHEMA: Schema = {
    "type": "object",
    "properties": {"path": {"type": "string"}, "why": {"type": "string"}},
    "required": ["path", "why"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a letter stands for, and the words of the question that may mean it."""

    candidate: Candidate
    words: str


class QuestionTranslator:
    """Reads questions about one graph with one LM. `tries`: replies asked for each question."""

    def __init__(self, vocabulary: Vocabulary, lm: LM, tries: int = TRIES, seed: int = 0) -> None:
        self._vocabulary, self._lm = vocabulary, lm
        self._tries, self._seed = tries, seed
        self._properties = vocabulary.properties.in_words
        self._kinds = vocabulary.kinds.in_words

    @cached_property
    def _page(self) -> Page:
        return Page.of(self._vocabulary)

    @cached_property
    def _walks(self) -> Walks:
        return Walks(self._vocabulary)

    def readings(self, texts: Sequence[str], forms: Sequence[Form] = ()) -> list[Readings]:
        """Return the reading of each text, none where the LM finds none or fails."""
        wanted: list[Form] = [*forms] or ["any"] * len(texts)
        return [self._read(text, form) for text, form in zip(texts, wanted, strict=True)]

    def _read(self, text: str, form: Form) -> Readings:
        if len(text) > MAX_QUESTION:
            fault = Fault("too-big", f"a question of more than {MAX_QUESTION} characters")
            return Readings((), (Tried(self._lm.name, "", (fault,)),))
        letters = self._letters(text)
        messages = self._messages(text, letters)
        nodes = {letter: meant.candidate.node for letter, meant in letters.items()}
        tried: list[Tried] = []
        kept: Reading | None = None
        for _ in range(self._tries):
            try:
                reply = self._lm.reply(messages, schema=SCHEMA, max_tokens=MAX_TOKENS, seed=self._seed)
            except FaultError as error:
                tried.append(Tried(self._lm.name, "", error.faults))
                break
            try:
                asked = _formed(self._asked(reply, nodes), form)
                reading = self._reading(asked, nodes, text, reply)
            except FaultError as error:
                tried.append(self._tried(reply, error.faults))
                if error.faults[0].code == "not-asked":
                    break
                messages = _again(messages, reply, error.faults)
                continue
            nothing = self._walks.fault(asked, nodes)
            if nothing is None or (kept is not None and kept.asked == asked):
                return Readings((reading,), tuple(tried))
            kept = reading
            tried.append(self._tried(reply, (nothing,)))
            messages = _again(messages, reply, (nothing,))
        return Readings((kept,) if kept else (), tuple(tried))

    # --- what the LM is shown

    def _letters(self, text: str) -> dict[str, _Meant]:
        """Return what a text may mention by letter: of each mention its best node, then the others."""
        linked = self._vocabulary.linker.link(text)
        things = (one.without(self._vocabulary.terms) for one in linked.mentions)
        mentions = [one for one in things if one.candidates and one.score >= MENTIONED]
        mentions = sorted(mentions[: len(LETTERS)], key=lambda one: one.start)
        first = [_Meant(one.candidates[0], one.text) for one in mentions]
        rest = [_Meant(other, one.text) for one in mentions for other in _others(one)]
        return dict(zip(LETTERS, [*first, *rest], strict=False))

    def _messages(self, text: str, letters: Mapping[str, _Meant]) -> tuple[Message, ...]:
        said = (File(__file__).parents[1] / "prompts" / "path.md").read_text(encoding="utf-8")
        mentioned = [
            f"{letter} is {self._page.thing(meant.candidate.node)}, which {quoted(meant.words)} may mean"
            for letter, meant in letters.items()
        ]
        user = "\n".join(
            (document(text), *(mentioned or ["No thing of the graph is mentioned: begin with `every`."]))
        )
        return Message("system", f"{said}\n{self._page.text(text)}"), Message("user", user)

    # --- what it wrote

    def _asked(self, reply: Reply, nodes: Mapping[str, Node]) -> Asked:
        """Return what a reply asks. Raises `FaultError` with what is wrong with it."""
        if found := reply.faults():
            raise FaultError(*found)
        path, why = _path(reply.text)
        if not path:
            what = f"{self._lm.name} finds that the graph cannot be asked this: {brief(why, 300)}"
            raise FaultError(Fault("not-asked", what))
        names = Names(self._page, nodes)
        try:
            return names.measured(read(path, [*self._properties], [*self._kinds]))
        except FaultError as error:
            raise FaultError(names.explained(error.faults[0])) from None

    def _reading(self, asked: Asked, nodes: Mapping[str, Node], text: str, reply: Reply) -> Reading:
        words = written(asked).split()
        used = {letter: node for letter, node in nodes.items() if letter in words}
        names = {letter: self._vocabulary.element(node) for letter, node in used.items()}
        problem = Meaning(self._properties, self._kinds, names).problem(asked, text)
        return Reading(asked, 1.0, used, problem, self._tried(reply))

    def _tried(self, reply: Reply, faults: tuple[Fault, ...] = ()) -> Tried:
        return Tried(self._lm.name, reply.text[:MAX_REPLY], faults, reply.mode, reply.seconds)


def _path(text: str) -> tuple[str, str]:
    """Return the path that a reply writes, and its reason; a reply of one line may be the path alone."""
    said = read_object(text, MAX_REPLY)
    path, why = said.get("path", "" if said else text.strip().strip("`")), said.get("why", "")
    if not isinstance(path, str) or not isinstance(why, str):
        raise FaultError(Fault("bad-json", "`path` and `why` are texts"))
    if len(path) > MAX_PATH:
        raise FaultError(Fault("too-big", f"a path of more than {MAX_PATH} characters"))
    return path.strip(), why


def _formed(asked: Asked, form: Form) -> Asked:
    """Return a reading of the form that is wanted. Raises `FaultError` (`path`) for another."""
    if form == "claim" and isinstance(asked, Which):
        raise FaultError(
            Fault("path", "the text says that something is so", hint="begin with `is` or `not is`")
        )
    if form == "things" and not isinstance(asked, Which):
        raise FaultError(Fault("path", "the text names things", hint="write the path to them, without `is`"))
    return asked


def _others(mention: Mention) -> Iterator[Candidate]:
    """Yield the other nodes that words mean as well as the best one."""
    best = mention.candidates[0].score
    yield from (one for one in mention.candidates[1:] if one.score >= best - NAMESAKE)


def _again(before: Sequence[Message], reply: Reply, faults: Sequence[Fault]) -> tuple[Message, ...]:
    """Return the conversation with what is wrong with its last reply."""
    told = "\n".join(map(str, faults))
    stay = "If that is what the question asks all the same, write it again." if _nowhere(faults) else ""
    ask = "\n".join(filter(None, (f"This path is wrong:\n{told}", stay, "Write the JSON object again.")))
    said = reply.text.strip()[:EXCERPT] or "{}"
    return (*before, Message("assistant", said), Message("user", ask))


def _nowhere(faults: Sequence[Fault]) -> bool:
    return any(fault.code == "no-way" for fault in faults)
