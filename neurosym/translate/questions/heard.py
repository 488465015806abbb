"""What of a text's words its reading leaves out: a name, a number, a `not`. Then nobody knows what was read.

By words alone; whether the reading is right otherwise is for the reader of the text to compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from neurosym import english
from neurosym.faults import Fault
from neurosym.knowledge.link import Mention
from neurosym.knowledge.nodes import Node
from neurosym.translate.questions.bounds import other_bound
from neurosym.translate.questions.mentions import says
from neurosym.translate.questions.notation import COMPARES, Asked, Is, Than, Things, Which, written
from neurosym.translate.questions.prompt import numerals
from neurosym.translate.questions.prose import NEGATION, Said
from neurosym.translate.questions.reading import paths

_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|perhaps|possibly|probably|maybe|allegedly|reportedly|supposedly"
    r"|believed|rumou?red|likely|(?:seems?|appears?)(?=\s+(?:to|that|as|like)\b))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(?:only|all|every|each|exactly|solely|alone|nobody|everyone|everything|most|least|fewest|first|last"
    r"|at least|at most|more than|less than|fewer than|several|many|few)\b",
    re.IGNORECASE,
)
HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
"""What asks for a number."""
_HEAD = re.compile(r"\b(?:which|what|list|name)\s+(?:of\s+)?(?:all\s+)?(?:the\s+)?", re.IGNORECASE)

SHARED = 4
"""First letters in which words of one stem agree: director, directed."""

_NAME = re.compile(r"\b[^\W\d_a-z][\w'’-]*(?:\s+[^\W\d_a-z][\w'’-]*)*")


def unnamed(
    said: Said, mentions: Sequence[Mention], is_name: Callable[[Mention], bool], words: Sequence[str]
) -> Fault | None:
    """Return a name of which the graph has nothing; None where none is found.

    `is_name`: whether the graph has something of that very name; `words` of its properties and classes.
    """
    for mention in mentions:
        if not is_name(mention):
            near = mention.candidates[0].label if mention.candidates else ""
            hint = f"did you mean `{near}`?" if near else ""
            return Fault("unknown-name", f"the graph has nothing called `{mention.text}`", hint=hint)
    unknown = _unknown(_without(said.text, mentions), words)
    return Fault("unknown-name", f"the graph has nothing called `{unknown}`") if unknown else None


def unheard(said: Said, asked: Asked, mentions: Sequence[Mention], nodes: Collection[Node]) -> Fault | None:
    """Return what a reading takes no notice of; None where nothing is found.

    `nodes`: what its letters mean.
    """
    notation = written(asked)
    for mention in mentions:
        if not any(candidate.node in nodes for candidate in mention.candidates):
            return _left_out(mention.text)
    rest = _without(said.text, mentions)
    for number in numerals(rest):
        if number.lower() not in ("one", "first") and number not in notation:
            return _left_out(number)
    if hedge := _HEDGED.search(rest):
        return Fault("hedged", f"`{hedge[0]}` leaves open whether it is so")
    if "?" in rest and not (mentions and mentions[-1].candidates[0].label.endswith("?")):
        return Fault("question", "a question claims nothing")
    if isinstance(asked, Is) and not asked.other and not said.exists:
        if mentions and said.text[: mentions[0].start].strip().lower() not in ("", "the"):
            return Fault("unheard", "nothing tells of what it is said", hint="name it in the sentence")
        if word := _more(rest, asked):
            return _left_out(word)
    denying = NEGATION.search(rest)
    if (denying is not None) != _denies(asked) and not said.exists:
        if denying is None:
            return Fault("unheard", "it was read as a denial")
        return _left_out(denying[0])
    if (bound := other_bound(said.text, asked)) is not None:
        return bound
    amount = _AMOUNT.search(rest)
    if amount and not _counts(asked):
        return _left_out(amount[0])
    return None


def overlooked(
    question: str,
    asked: Asked,
    letters: Mapping[str, str],
    properties: Sequence[str] = (),
    classes: Sequence[str] = (),
) -> Fault | None:
    """Return what the reading of a question takes no notice of; None where nothing is found.

    `question` has letters for its mentions; `letters`: what they stand for. `properties` and `classes` of the
    graph: a reading that has none of their names that the question says, but others, overlooks those.
    """
    words = written(asked).split()
    for letter, text in letters.items():
        if letter not in words:
            return _left_out(text)
    for number in numerals(question):
        # "which of the two" counts nothing
        if any(char.isdigit() for char in number) and not {*number.split()} <= {*words}:
            return _left_out(number)
    denying = NEGATION.search(question)
    if denying and not _denies(asked):
        return _left_out(denying[0])
    if (bound := other_bound(question, asked)) is not None:
        return bound
    used = {*_names(asked)}
    # "which countries" names a class, and no property that is called so
    head = asked_for(question, classes)
    said = [name for name in properties if says(question, name) and not says(head, name)]
    parts = [name for name in classes if " " in name and says(question, name)]
    if said and not any(says(question, name) for name in used):
        parts += said
    missed = next((name for name in parts if name not in used), "")
    return _left_out(missed) if missed else None


def asked_for(question: str, classes: Sequence[str]) -> str:
    """Return the class that a question asks for by name, `which lakes …`; nothing where it names none."""
    heads = [question[match.end() :].split() for match in _HEAD.finditer(question)]
    fits = (
        name
        for name in sorted(classes, key=lambda name: -len(name.split()))
        for words in heads
        if says(name, " ".join(words[: len(name.split())]))
        and says(" ".join(words[: len(name.split())]), name)
    )
    return next(fits, "")


_LITTLE = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "does", "do", "did", "there", "known", "also", "its")
) | frozenset(("a", "an", "the", "some", "any", "no", "not", "of", "by", "at", "least", "one", "in", "s"))


def _more(rest: str, asked: Asked) -> str:
    """Return a word that says more than that there is something of a property: `was great`."""
    names = {word for word in re.findall(r"[a-z]+", written(asked).casefold()) if len(word) > 2}
    for match in re.finditer(r"[^\W\d_]+", rest.casefold()):
        word = match[0]
        alike = any(word[:SHARED] == name[:SHARED] for name in names)
        if word not in _LITTLE and not alike:
            return word
    return ""


def _left_out(words: str) -> Fault:
    return Fault(
        "unheard", f"the reading takes no notice of `{words}`", hint="say it in a sentence of its own"
    )


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """Return a text without its mentions."""
    said, place = [], 0
    for one in sorted(mentions, key=lambda one: one.start):
        said += [text[place : one.start], " _ "]
        place = max(place, one.end)
    return "".join([*said, text[place:]])


def _unknown(rest: str, words: Sequence[str]) -> str:
    """Return a word that looks like a name of something that was not found."""
    known = {word.casefold() for name in words for word in name.split()}
    for match in _NAME.finditer(rest):
        word = match[0]
        if not word[0].isupper() or word == "I" or all(one in known for one in word.casefold().split()):
            continue
        first = not rest[: match.start()].strip(" \"'“‘([")
        if not first or not english.in_dictionary(word.casefold()):
            return word
    return ""


def _denies(asked: Asked) -> bool:
    match asked:
        case Is(things, _, denied):
            return denied or _excepts(things)
        case Than(denied=denied):
            return denied
        case Which(things):
            return _excepts(things)


def _excepts(things: Things) -> bool:
    return any(op == "-" for op, _ in things.others)


def _counts(asked: Asked) -> bool:
    """Say whether a reading compares or counts, or says something of all members of a class."""
    match asked:
        case Is(things) | Which(things):
            return things.extreme is not None or any(word in written(asked).split() for word in COMPARES)
        case Than():
            return True


def _names(asked: Asked) -> Iterator[str]:
    """Yield the names of the graph in a reading."""
    if not isinstance(asked, Than) and asked.things.by:
        yield asked.things.by
    for path in paths(asked):
        yield from filter(None, (path.every, *(step.name for step in path.steps)))
