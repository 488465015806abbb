"""Any text to an identifier of the notation, and back. Knows no language and no vocabulary."""

from __future__ import annotations

import keyword
import re
import unicodedata

_WORDS = {".": "dot", "-": "dash", "'": "apos", "%": "percent", "$": "dollar"}
_CHARS = {word: char for char, word in _WORDS.items()}
_ESCAPE = re.compile(rf"_(?:({'|'.join(_CHARS)})|u([0-9a-f]{{1,6}}))_|(__)")

_BUILT_IN = "all any sum count min max distinct implies iff xor abs rank true false Bool Int Real"
RESERVED = frozenset((*keyword.kwlist, *_BUILT_IN.split()))
"""Words that the notation keeps for itself, so that no symbol or element can have them as its name."""


def is_name(name: str) -> bool:
    """Say whether the notation can write and read this very name."""
    return name.isidentifier() and name not in RESERVED and unicodedata.normalize("NFKC", name) == name


def mangle(text: str) -> str:
    """Return an identifier for a name as it was written: `42.3billion` becomes `_42_dot_3billion`.

    A name that is an identifier stays as it is. Different texts (up to Unicode's compatibility forms)
    get different identifiers, and `unmangle` gives the text back. The text must not be empty.
    """
    text = unicodedata.normalize("NFKC", text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    name = _escape(text, escape_underscores=False)
    return name if unmangle(name) == text else _escape(text, escape_underscores=True)


def unmangle(name: str) -> str:
    """Return the text that `mangle` was given."""
    if name.endswith("_") and name[:-1] in RESERVED:
        return name[:-1]
    # what cannot come first, such as a digit, has a line before it
    shifted = name[:1] == "_" and len(name) > 1 and not name[1].isidentifier()
    return _ESCAPE.sub(_character, name[1:] if shifted else name)


def _escape(text: str, escape_underscores: bool) -> str:
    name = "".join("_u5f_" if char == "_" and escape_underscores else _safe(char) for char in text)
    if name in RESERVED:
        return name + "_"
    return name if name.isidentifier() else "_" + name


def _safe(char: str) -> str:
    if ("a" + char).isidentifier() and unicodedata.normalize("NFKC", char) == char:
        return char
    if char == " ":
        return "__"
    word = _WORDS.get(char)
    return f"_{word}_" if word else f"_u{ord(char):x}_"


def _character(match: re.Match[str]) -> str:
    word, code, blank = match.groups()
    if blank:
        return " "
    return _CHARS[word] if word else chr(int(code, 16))
