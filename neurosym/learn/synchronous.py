"""A synchronous grammar: phrases beside their readings, read from files and drawn together. Trains nothing.

A file has sections of lines `text => reading`; slots stand in both sides and take the same words, and a
section named in a slot puts its own text and reading there (Aho and Ullman, "Syntax directed translations
and the pushdown assembler", 1969). `!` before a line holds it out from training, a number before it says
how often it is drawn. `_` in the reading of a piece is what the piece is said of.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from neurosym.faults import Fault, FaultError
from neurosym.learn.lexicon import KINDS, Lexicon, Word, listed, number_word
from neurosym.translate.sentences.notation.copying import shown, words
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading

START = "Sentence"
MAX_DEPTH = 8
"""Pieces inside pieces."""

_SLOT = re.compile(
    r"\{(?P<kind>[A-Za-z]+?)(?P<number>\d*)(?P<list>\*?)(?P<count>#?)(?::(?P<form>\w+))?(?:\((?P<of>[^(){}]*(?:\([^(){}]*\))*[^(){}]*)\))?\}"
)
_ARTICLE = re.compile(r"(^A|\ba) (?=[aeiouAEIOU])(?!(?:one|uni|use|usu|eu|once)\w*)")


@dataclass(frozen=True, slots=True)
class Line:
    """One phrasing; `where` names the file and the section, for faults and scores."""

    text: str
    reading: str
    weight: int
    held: bool
    where: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence as the LM is shown it, and what it should write; `where` is the phrasing's origin."""

    sentence: str
    reading: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The sections of one file, with the shared pieces."""

    name: str
    sections: Mapping[str, tuple[Line, ...]]

    def draw(self, rng: random.Random, *, held_words: bool = False, held_lines: bool = False) -> Pair:
        """Return a pair; held-out phrasings of whole sentences only where asked, and none else.

        Raises `FaultError` where the reading of the line cannot be read or copied.
        """
        lines = [line for line in self.sections[START] if line.held is held_lines]
        line = rng.choices(lines, [line.weight for line in lines])[0]
        return self.say(line, Lexicon(rng, held_words), held_lines)

    def say(self, line: Line, lexicon: Lexicon, held_lines: bool = False) -> Pair:
        """Return the pair that one line makes with fresh words."""
        text, reading = _Drawing(self, lexicon, held_lines).say(line)
        return paired(text, reading, line.where)

    @property
    def sentences(self) -> tuple[Line, ...]:
        """Return the phrasings of whole sentences."""
        return self.sections[START]


def paired(text: str, reading: str, where: str = "") -> Pair:
    """Return a sentence and its reading in the form that the LM learns; raise `FaultError` if it is unfit."""
    text = _ARTICLE.sub(r"\1n ", re.sub(r"\s+", " ", text).strip())
    text = text[:1].upper() + text[1:]
    sentence = shown(text)
    first = re.match(r"\w+(?:(?:[.-]|['’](?!s\b))\w+)*", text)
    if first and (low := shown(first[0])) != first[0] and first[0] not in words(sentence):
        reading = re.sub(rf"(?<![\w'’.-]){re.escape(first[0])}(?![\w'’-])", low, reading)
    normal = show_reading(read_reading(reading))
    copied = {word.lower() for word in words(sentence)}
    for word in _copied_words(normal):
        if word.lower() not in copied:
            what = f"`{word}` of the reading{normal} is not in: {sentence}"
            raise FaultError(Fault("not-copied", what, hint=where))
    return Pair(sentence, normal, where)


_SYNTAX = {"all", "some", "not", "total", "must", "could", "cannot", "except"} | set("xyzwuv")


def _copied_words(reading: str) -> Iterator[str]:
    """The words that a reading copies; its own words are blanks, marks, variables and `total`."""
    bare = re.sub(
        r"@\w+|#[<>=!]+|->|<->|[();&|^]|(?<=\s)[<>=!]+(?=\s)|(?<=\s)[-+*/](?=\s)|[,:](?=\s|$)", " ", reading
    )
    yield from (word for word in bare.split() if word not in _SYNTAX)


@dataclass(slots=True)
class _Drawing:
    """One sentence in the making: no word that is drawn twice, and no piece inside itself without end."""

    grammar: Grammar
    lexicon: Lexicon
    held_lines: bool
    taken: list[str] = field(default_factory=list)

    def say(self, line: Line, depth: int = 0) -> tuple[str, str]:
        """Return the text and the reading of a line with its slots filled."""
        return _Saying(self, line, depth).said()

    def piece(self, name: str, line: Line, depth: int) -> tuple[str, str]:
        """Return the text and the reading of a piece that a line names."""
        lines = self.grammar.sections.get(name)
        if lines is None:
            raise _bad(line, f"there is no section [{name}]")
        if depth >= MAX_DEPTH:
            lines = tuple(each for each in lines if not re.search(r"\{[A-Z]", each.text)) or lines
            if depth >= 3 * MAX_DEPTH:
                raise _bad(line, f"[{name}] has itself as a piece without end")
        # a held-out sentence may use held-out pieces too
        lines = tuple(each for each in lines if self.held_lines or not each.held) or lines
        chosen = self.lexicon.rng.choices(lines, [each.weight for each in lines])[0]
        return self.say(chosen, depth + 1)

    def words(self, kind: str, several: bool) -> Word | tuple[str, ...]:
        """Return a fresh word, or a list of them."""
        if several:
            names = listed(self.lexicon, kind)
            self.taken += names
            return names
        word = self.lexicon.draw(kind, self.taken)
        self.taken.append(word.text)
        return word


@dataclass(slots=True)
class _Saying:
    """One line being said: slots of the same name take the same words as long as it lasts."""

    drawing: _Drawing
    line: Line
    depth: int
    slots: dict[str, Word | tuple[str, ...]] = field(default_factory=dict)
    pieces: dict[str, tuple[str, str]] = field(default_factory=dict)

    def said(self) -> tuple[str, str]:
        text = _SLOT.sub(self._text, self.line.text)
        reading = self.line.reading
        for _ in range(MAX_DEPTH):
            if "{" not in reading:
                break
            reading = _SLOT.sub(self._reading, reading)
        return text, reading

    def _text(self, match: re.Match[str]) -> str:
        if not match["kind"][0].isupper():
            return self._word(match, in_text=True)
        key = match["kind"] + match["number"]
        if key not in self.pieces:
            said = {text for text, _ in self.pieces.values()}
            for _ in range(MAX_DEPTH):  # no list names a thing twice, if it can be helped
                self.pieces[key] = self.drawing.piece(match["kind"], self.line, self.depth)
                if self.pieces[key][0] not in said:
                    break
        return self.pieces[key][0]

    def _reading(self, match: re.Match[str]) -> str:
        if not match["kind"][0].isupper():
            return self._word(match, in_text=False)
        key = match["kind"] + match["number"]
        if key not in self.pieces:
            raise _bad(self.line, f"{{{key}}} is not in the text")
        reading = self.pieces[key][1]
        return re.sub(r"(?<!\w)_(?!\w)", match["of"], reading) if match["of"] else reading

    def _word(self, match: re.Match[str], *, in_text: bool) -> str:
        kind = match["kind"]
        if kind not in KINDS:
            raise _bad(self.line, f"there is no kind of word called {kind}")
        key = kind + match["number"] + match["list"]
        if key not in self.slots:
            if not in_text:
                raise _bad(self.line, f"{{{key}}} is not in the text")
            self.slots[key] = self.drawing.words(kind, bool(match["list"]))
        value = self.slots[key]
        if isinstance(value, Word):
            return value.form(match["form"] or "")
        if match["count"]:
            return number_word(len(value))
        return _in_words(value, self.drawing.lexicon.rng, kind) if in_text else ", ".join(value)


def _in_words(names: Sequence[str], rng: random.Random, kind: str) -> str:
    """Return a list as people write one."""
    article = rng.choice(("", "", "a ", "the ")) if kind in ("t", "n") else ""
    said = [f"{article}{name}" for name in names]
    *first, last = [_ARTICLE.sub(r"\1n ", name) for name in said]
    style = rng.choice((", and ", ", and ", " and ", ", "))
    return f"{', '.join(first)}{style}{last}"


def _bad(line: Line, what: str) -> FaultError:
    return FaultError(Fault("phrase", f"{line.where}: {what}", hint=f"{line.text} => {line.reading}"))
