"""Reads the notation of `parts`: what an LM wrote of one sentence. Knows no other sentence and no sorts."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from neurosym.translate.sentences.notation.formulas import FormulaReader
from neurosym.translate.sentences.notation.parts import (
    Choose,
    Directive,
    Each,
    FindAll,
    Liars,
    Members,
    Mode,
    Nothing,
    Objective,
    Part,
    Question,
    Reading,
    Says,
    Which,
)

_MODES: Mapping[str, Mode] = {"must": "must", "could": "could", "cannot": "cannot", "except": "except"}


def read_reading(text: str) -> Reading:
    """Read what an LM wrote of one sentence. Raises `FaultError` (code `reading`) where it is malformed."""
    return _Reader(text).reading()


class _Reader(FormulaReader):
    def reading(self) -> Reading:
        parts = [self._part()]
        while self._accept(";"):
            parts.append(self._part())
        if self._place < len(self._tokens):
            raise self._wrong("nothing can follow here but `;`")
        return tuple(parts)

    def _part(self) -> Part:
        token = self._peek()
        if token is None or not token.text.startswith("@"):
            return self.formula()
        reader = _DIRECTIVES.get(token.text)
        if reader is None:
            raise self._wrong(f"there is no `{token.text}`")
        self._place += 1
        return reader(self)

    def members(self) -> Members:
        group = self._name()
        self._expect(":")
        names = self._different()
        counted = len(names) == 1
        return Members(group, () if counted else names, names[0] if counted else "")

    def each(self) -> Each:
        attribute = self._name()
        self._expect(":")
        values = self._different()
        if len(values) < 2:
            raise self._wrong("each has another value, so that there are two or more")
        return Each(attribute, values)

    def _different(self) -> tuple[str, ...]:
        names = self._names()
        if len({name.casefold() for name in names}) < len(names):
            raise self._wrong("a name stands twice in this list")
        return names

    def truthful(self) -> Liars:
        return Liars(True, self._name())

    def lying(self) -> Liars:
        return Liars(False, self._name())

    def says(self) -> Says:
        speaker = self._name()
        self._expect(":")
        return Says(speaker, self.formula())

    def choose(self) -> Choose:
        return Choose(self._names())

    def largest(self) -> Objective:
        return Objective("maximize", self.formula())

    def smallest(self) -> Objective:
        return Objective("minimize", self.formula())

    def ask(self) -> Question:
        return Question(self.formula())

    def which(self) -> Which:
        token = self._peek()
        mode = _MODES.get(token.text) if token else None
        if mode is None:
            raise self._wrong("must, could, cannot or except is missing here")
        self._place += 1
        return Which(mode, self.formula() if self._accept(":") else None)

    def find(self) -> FindAll:
        token = self._peek()
        if token is None or token.text == ";":
            return FindAll()
        self._place += 1
        self._expect(":")
        return FindAll(token.text, self._under(token.text))

    def nothing(self) -> Nothing:
        return Nothing()


_DIRECTIVES: Mapping[str, Callable[[_Reader], Directive]] = {
    "@members": _Reader.members,
    "@each": _Reader.each,
    "@true": _Reader.truthful,
    "@false": _Reader.lying,
    "@says": _Reader.says,
    "@choose": _Reader.choose,
    "@max": _Reader.largest,
    "@min": _Reader.smallest,
    "@ask": _Reader.ask,
    "@which": _Reader.which,
    "@find": _Reader.find,
    "@none": _Reader.nothing,
}
