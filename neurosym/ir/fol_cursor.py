"""A place in a row of tokens, and what a quantifier binds there. Knows no connectives."""

from __future__ import annotations

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.fol_tokens import QUANTIFIERS, Token, tokens
from neurosym.ir.names import mangle
from neurosym.ir.signature import Signature

CLOSING = {"(": ")", "[": "]", "{": "}"}


class Cursor:
    """Moves over the tokens of one formula."""

    def __init__(self, text: str, signature: Signature, label: str) -> None:
        self._text = text
        self._label = label
        self._signature = signature
        self._tokens = tokens(text, label)
        self._at = 0

    def _peek(self, ahead: int = 0) -> Token:
        return self._tokens[min(max(self._at + ahead, 0), len(self._tokens) - 1)]

    def _next(self) -> Token:
        token = self._peek()
        self._at = min(self._at + 1, len(self._tokens) - 1)
        return token

    def _is(self, *marks: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token.kind == "mark" and token.text in marks

    def _skip(self, *marks: str) -> bool:
        """Pass over one of these marks, if it stands here."""
        found = self._is(*marks)
        self._at += found
        return found

    def _expect(self, mark: str) -> None:
        if not self._skip(mark):
            raise self._fail(self._peek(), f"`{mark}` is missing here")

    def _fail(self, token: Token, what: str, hint: str = "") -> FaultError:
        span = Span(self._text, token.start, max(token.end, token.start + 1), self._label)
        return FaultError(Fault("syntax", what, span, hint or self._hint()))

    def _hint(self) -> str:
        words = ("name", "number")
        if self._peek().kind in words and self._peek(-1).kind in words:
            return "a sentence is not a formula: write predicates such as `Plays(x, y)`"
        opened = sum(token.kind == "mark" and token.text in CLOSING for token in self._tokens)
        closed = sum(token.kind == "mark" and token.text in CLOSING.values() for token in self._tokens)
        if opened != closed:
            return f"{opened} brackets open, {closed} close"
        return "join two formulas with ∧ ∨ ⊕ → or ↔"

    def _nesting(self, token: Token) -> int:
        """Return 1 for a bracket that opens, -1 for one that closes."""
        return 0 if token.kind != "mark" else (token.text in CLOSING) - (token.text in CLOSING.values())

    def _commas(self, ahead: int) -> int:
        """Count the commas directly inside the bracket that opens there."""
        level = count = 0
        for token in self._tokens[self._at + ahead :]:
            level += self._nesting(token)
            if level == 0:
                break
            count += level == 1 and token.kind == "mark" and token.text == ","
        return count

    # --- what a quantifier binds

    def _variables(self) -> list[tuple[str, str]]:
        """Read the variables that a quantifier binds, each with its sort or nothing."""
        bracketed = self._is("(") and self._peek(1).kind == "name" and self._is(")", ",", "in", ":", ahead=2)
        if bracketed:
            self._next()
        names = [self._variable()]
        while self._another():
            self._skip(",")
            names.append(self._variable())
        sort = self._range()
        if bracketed:
            self._expect(")")
        return [(name, sort) for name in names]

    def _another(self) -> bool:
        """Say whether one more variable follows, as in `∀x, y (p)` and `∀x y (p)`."""
        comma = self._is(",")
        name, after = self._peek(comma), 1 + comma
        if name.kind != "name":
            return False
        listed = comma and self._is(",", "in", ":", ".", ahead=after)
        before_body = self._peek(after).kind == "name" or self._is("(", ".", ":", *QUANTIFIERS, ahead=after)
        return listed or (_looks_like_a_variable(name.text) and (comma or before_body))

    def _variable(self) -> str:
        token = self._next()
        if token.kind != "name":
            raise self._fail(token, "a quantifier needs a variable", "write `∀x (…)`")
        return mangle(token.text)

    def _range(self) -> str:
        """Read the sort that a variable ranges over, if one is named."""
        word_in = self._peek().kind == "name" and self._peek().text == "in"
        if word_in or self._is("in") or (self._is(":") and self._names_a_sort()):
            self._next()
            return self._variable()
        return ""

    def _names_a_sort(self) -> bool:
        """Tell `∀x:Person (…)` from `∀x: Happy(x)`: only arguments stand in the brackets of the second."""
        if self._peek(1).kind != "name":
            return False
        if mangle(self._peek(1).text) in self._signature.sorts or not self._is("(", ahead=2):
            return True
        place = 3
        while self._peek(place).kind in ("name", "number") or self._is(",", ahead=place):
            place += 1
        return not self._is(")", ahead=place)

    def _reaches(self, names: set[str]) -> bool:
        """Say whether a variable occurs further on in this bracket, not bound again."""
        level = 0
        for place in range(self._at, len(self._tokens) - 1):
            token = self._tokens[place]
            level += self._nesting(token)
            if level < 0 or (level == 0 and token.kind == "mark" and token.text == ","):
                return False
            if token.kind == "name" and mangle(token.text) in names:
                return self._tokens[place - 1].text not in QUANTIFIERS
        return False


def _looks_like_a_variable(name: str) -> bool:
    letter = name.rstrip("0123456789'′")
    return len(letter) == 1 and letter.islower()
