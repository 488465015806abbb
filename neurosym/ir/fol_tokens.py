"""First-order text to tokens: the many ways to write one connective become one. Knows no grammar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from neurosym.faults import Fault, FaultError, Span, visible
from neurosym.ir.names import unmangle

MAX_DIGITS = 40

QUANTIFIERS = ("forall", "exists", "exists!")

Kind = Literal["name", "number", "mark", "end"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text from `start` to `end`; `text` is its one form (`&&` and `and` become `and`)."""

    kind: Kind
    text: str
    start: int
    end: int
    word: bool = False
    """Whether a mark was written as a word, as in `not(p)`, `And(p, q)` or `forall x`."""


_MARKS = {
    "forall": r"∀ \\forall",
    "exists!": r"∃! \\exists!",
    "exists": r"∃ \\exists",
    "iff": r"<-> <--> <=> <==> ↔ ⇔ ⟷ ⟺ ≡ \\leftrightarrow \\Leftrightarrow \\iff \\equiv",
    "implies": r">>> -> --> => ==> → ⇒ ⟶ ⟹ ⊃ \\rightarrow \\Rightarrow \\implies \\to \\supset",
    "implied by": r"<- <-- <<< ← ⇐ \\leftarrow \\Leftarrow :-",
    "!=": r"!= =\= <> ≠ \\neq \\ne",
    "<=": r"<= =< ≤ ⩽ \\leq \\le",
    ">=": r">= ≥ ⩾ \\geq \\ge",
    "==": "== =",
    "<": "<",
    ">": ">",
    "and": r"∧ && & /\ ⋀ \\land \\wedge",
    "or": r"∨ || | \/ ⋁ \\lor \\vee",
    "xor": r"⊕ ^ ⊻ \\oplus \\veebar",
    "not": r"¬ ! ~ ￢ ∼ \\neg \\lnot \\sim",
    "true": r"⊤ \\top",
    "false": r"⊥ \\bot",
    "in": r"∈ \\in",
    "(": r"( \\(",
    ")": r") \\)",
    "-": "- − –",
    **{mark: mark for mark in "[]{},:;.+*/%"},
}
_WORDS = {
    "forall": r"for\s*all for\s+every for\s+each all(?=\s+[a-z]\w*\s*[.:,(]|\s*\(\s*\w+\s*\)\s*[(\[])",
    "exists": r"there\s+exists exists there\s+is",
    "iff": r"if\s+and\s+only\s+if iff",
    "implies": "implies",
    "and": "and",
    "or": "or",
    "xor": "xor",
    "not": "not",
    "true": "true",
    "false": "false",
    "if": "if",
    "then": "then",
}
_FORMS = {form.replace("\\\\", "\\"): mark for mark, forms in _MARKS.items() for form in forms.split(" ")}
_SYMBOL = re.compile(
    "|".join(
        re.escape(form) + (r"(?![A-Za-z])" if form[-1].isalpha() else "")
        for form in sorted(_FORMS, key=len, reverse=True)
    )
)
_ALONE = r"(?![\w$'’]|-\w)"
_WORD = re.compile(
    "|".join(f"(?P<{mark}>(?:{forms.replace(' ', '|')}){_ALONE})" for mark, forms in _WORDS.items()),
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"([^\"\n]+)\"|“([^”\n]+)”|(?<![\w)])'([^'\n]+)'(?!\w)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?!\.?[\w$'’%]|-\w)")
# a dot or hyphen is part of a name only between letters or digits, a plus only at the end of an argument
# (`a+`); in `x.P(x)` the dot follows a bound variable
_NAME = re.compile(r"[$?\w](?:[\w'’′$%#@]|(?<!(?<![\w.])[a-z])\.(?=[^\W_])|-(?=[^\W_]))*(?:\++(?=\s*[,)]))?")
_VARIABLE = re.compile(r"[$?]?\w[\w'′]*")


def tokens(text: str, label: str = "") -> tuple[Token, ...]:
    """Return the tokens of a formula, up to a comment `::` or `:::`, with an `end` token last.

    Raises `FaultError` (`syntax`, `too-big`) on a character that has no meaning here.
    """
    comment = text.find("::")
    stop = len(text) if comment < 0 else comment
    found: list[Token] = []
    place = 0
    while place < stop:
        if text[place].isspace():
            place += 1
            continue
        after_quantifier = bool(found) and found[-1].text in QUANTIFIERS
        found.append(_token(text, place, label, _VARIABLE if after_quantifier else _NAME))
        place = found[-1].end
    while found and found[-1].text in (".", ";", ",") and found[-1].kind == "mark":
        found.pop()
    return (*found, Token("end", "", stop, stop))


def spelled(name: str) -> str:
    """Return the text that is read as this identifier: as it was before `mangle`, in quotes if need be.

    Raises `FaultError` (`not-first-order`) where the text has both kinds of quotes or several lines.
    """
    text = unmangle(name)
    if _VARIABLE.fullmatch(text) and not text[0].isdigit() and not _WORD.match(text):
        return text
    for quoted in (f'"{text}"', f"“{text}”"):
        match = _QUOTED.fullmatch(quoted)
        if match and text in match.groups():
            return quoted
    raise FaultError(Fault("not-first-order", f"`{visible(text)}` cannot be written as a name"))


def _token(text: str, place: int, label: str, name: re.Pattern[str]) -> Token:
    if match := _WORD.match(text, place):
        return Token("mark", match.lastgroup or "", place, match.end(), word=True)
    if match := _QUOTED.match(text, place):
        return Token("name", next(part for part in match.groups() if part), place, match.end())
    if match := _NUMBER.match(text, place):
        return _number(text, match, label)
    if match := name.match(text, place):
        return Token("name", match[0], place, match.end())
    if match := _SYMBOL.match(text, place):
        return Token("mark", _FORMS[match[0]], place, match.end())
    what = f"`{visible(text[place])}` (U+{ord(text[place]):04X}) has no meaning here"
    where = Span(text, place, place + 1, label)
    raise FaultError(Fault("syntax", what, where, "write names, brackets and ∀ ∃ ¬ ∧ ∨ ⊕ → ↔ = ≠"))


def _number(text: str, match: re.Match[str], label: str) -> Token:
    if len(match[0]) > MAX_DIGITS:
        where = Span(text, *match.span(), label)
        raise FaultError(Fault("too-big", f"a number of more than {MAX_DIGITS} digits", where))
    return Token("number", match[0], *match.span())
