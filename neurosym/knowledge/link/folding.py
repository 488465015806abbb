"""Texts as letters and digits only, so that labels and mentions of them are equal. Knows no language.

`Amélie`, `AMELIE` and `amelie` fold to one key, and so do `Spider-Man`, `spider man` and `SpiderMan`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_ASCII = {code: None for code in range(128) if not chr(code).isalnum()}
_WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that Unicode does not take apart into a letter and a mark."""

_ALONE = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that put no blanks between words; each character is taken for one."""
_WORD = re.compile(rf"[{_ALONE}]|(?:(?![{_ALONE}])[^\W_])+")
_SYMBOL = re.compile(r"(?<!\S)[^\w\s]+(?!\S)")
_END = "?!.,;:"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: where it stands, and what it folds to."""

    start: int
    end: int
    key: str


def key(text: str) -> str:
    """Return what a text folds to; one without letters and digits, such as `$`, to itself without blanks."""
    if text.isascii():
        return text.lower().translate(_ASCII) or "".join(text.split())
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE).casefold()
    return "".join(filter(str.isalnum, plain)) or "".join(text.split())


def words(text: str) -> list[Token]:
    """Return the words of a text, in order."""
    return [Token(*found.span(), key(found[0])) for found in _WORD.finditer(text)]


def symbols(text: str) -> list[Token]:
    """Return what stands between blanks and has no letter: `$` of `who directed $?`."""
    found = []
    for match in _SYMBOL.finditer(text):
        bare = match[0].rstrip(_END) or match[0]
        found.append(Token(match.start(), match.start() + len(bare), bare))
    return found
