"""English words, sentences and numbers, as far as names and checks need them. Knows no formulas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from neurosym.ir.names import unmangle
from neurosym.letters import parted

_SEGMENT = 4_000
_SEGMENTED = 100_000
"""Characters that go to the sentence splitter at once and in all: its time grows faster than the text."""

_HUMPS = re.compile(r"[^\W\d_]+|\d+")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\WA-Z\d_]+|[A-Z]+")
_PLAIN_END = re.compile(r"(?<=[.!?])\s+")
_LINE = re.compile(r"[^\n]+")
_WRAP = re.compile(r"(?<!\n)\n(?![ \t]*(?:\n|[-*•]\s|\(?\w{1,2}[).:]))")
"""The end of a line inside a paragraph, where the next line is no item of a list."""
_IRREGULAR = frozenset(
    {"children", "men", "women", "mice", "lice", "teeth", "feet", "geese", "oxen", "criteria", "phenomena"}
    | {"alumni", "cacti", "fungi"}
)
_PLURALS_IN_VES = {f"{stem}ves": f"{stem}f" for stem in ("loa", "shel", "cal", "thie", "shea", "kerchie")} | {
    "wives": "wife",
    "midwives": "midwife",
    "housewives": "housewife",
}
"""Nouns whose plural the dictionary takes for a verb's form."""

_DETERMINERS = frozenset({"a", "an", "every", "each", "any", "all", "no", "some", "the", "both", "most"})
_COPULAS = frozenset(["is", "are", "be", "a", "an", "the"])
"""Words that a name may carry or not without meaning another thing: `IsRed`, `the_cat`."""


_NAMES = 4096
"""Names whose words are kept: every check asks for the same ones again."""


# --- words and names


@lru_cache(maxsize=_NAMES)
def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, in lower case: `MassProduct_2` has `mass`, `product`, `2`."""
    runs = _HUMPS.findall(unmangle(name))
    return tuple(hump.lower() for run in runs for hump in (_HUMP.findall(run) or [run]))


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case; `isn't` is one word, `cat's` is `cat`."""
    plain = fold(text)
    return [word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", plain)]


def singular(word: str, vocabulary: Collection[str] = ()) -> str:
    """Return the singular noun or the plain verb of a word in lower case: `cats`, `visits`, `children`.

    A word that is in no dictionary loses `s` or `es` only where the rest is in the vocabulary.
    """
    if word in _IRREGULAR or word in _PLURALS_IN_VES or re.fullmatch(r"\w+men", word):
        return _lemma(word)
    if not word.endswith("s") or word.endswith("ss") or len(word) < 4:
        return word
    if in_dictionary(word):
        lemma = _lemma(word)
        return lemma if word.startswith(lemma[:-1]) else word
    endings = (("ies", "y"), ("es", ""))
    stems = [word.removesuffix(ending) + y for ending, y in endings if word.endswith(ending)]
    return next((stem for stem in (*stems, word[:-1]) if stem in vocabulary), word)


@lru_cache(maxsize=1 << 14)
def _lemma(word: str) -> str:
    import simplemma

    if word.endswith(("sses", "xes")) and word != "axes":  # the dictionary has `crosse` and `fixe`
        return word[:-2]
    return _PLURALS_IN_VES.get(word) or simplemma.lemmatize(word, lang="en").lower()


@lru_cache(maxsize=1 << 14)
def in_dictionary(word: str) -> bool:
    """Say whether a word in lower case is in the dictionary of English; nothing, all of a mark, is not."""
    import simplemma

    return bool(word) and simplemma.is_known(word, lang="en")


@lru_cache(maxsize=1 << 14)
def base(word: str) -> str:
    """Return the dictionary form of a word in lower case: `tallest` is `tall`, `visited` is `visit`."""
    return _lemma(word) if in_dictionary(word) else singular(word)


def is_proper(word: str, text: str) -> bool:
    """Say whether a text writes a word only as a proper name: `Mia is …`, and never `every mia`."""
    found = list(re.finditer(rf"(?:\b(\w+)\s+)?\b({re.escape(word)})\b", text, re.IGNORECASE))
    return bool(found) and all(
        match[2][:1].isupper() and (match[1] or "").lower() not in _DETERMINERS for match in found
    )


@lru_cache(maxsize=_NAMES)
def stem(name: str) -> tuple[str, ...]:
    """Return the words of a name that carry its meaning; the `A` of `parcel_A` tells it from the others."""
    all_words = words(name)
    kept = tuple(word for word in all_words if word not in _COPULAS)
    return (*kept, "a") if kept and all_words[-1] == "a" else kept or all_words


# --- sentences


def fold(text: str) -> str:
    """Return a text with one form of quotes, dashes, blanks and case, to compare what it says."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN).casefold()
    return " ".join(plain.split())


_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"'}
    | dict.fromkeys("‐‑‒–—", "-")
)


_MAY_END = re.compile(r"[.!?…:;\u2028]['\")\]”’]*\s*\S|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text and where it starts."""

    text: str
    start: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, in order; a line never goes on into the next paragraph."""
    if _MAY_END.search(text) or len(text) > _SEGMENT:
        return _segmented(text)
    plain = text.strip()  # the usual quote is one sentence; the segmenter costs a millisecond
    lead = len(text) - len(text.lstrip())
    return (Sentence(plain, lead),) if any(char.isalnum() for char in plain) else ()


@lru_cache(maxsize=16)
def _segmented(text: str) -> tuple[Sentence, ...]:
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Sentence]:
    for offset, piece in _pieces(_WRAP.sub(" ", text)):
        spans = _split(piece) if offset < _SEGMENTED else _split_plainly(piece)
        for start, sentence in parted(text, spans):
            lead = len(sentence) - len(sentence.lstrip())
            if any(char.isalnum() for char in sentence):
                yield Sentence(sentence.strip(), offset + start + lead)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    for line in _LINE.finditer(text):
        start, stop = line.span()
        while stop - start > _SEGMENT:
            cut = max(text.rfind(" ", start, start + _SEGMENT), start + _SEGMENT // 2)
            yield start, text[start:cut]
            start = cut
        yield start, text[start:stop]


def _split(text: str) -> list[tuple[int, str]]:
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    return [(span.start, text[span.start : span.end]) for span in segmenter.segment(text)]


def _split_plainly(text: str) -> list[tuple[int, str]]:
    starts = [0, *(match.end() for match in _PLAIN_END.finditer(text))]
    return [(start, text[start:stop]) for start, stop in zip(starts, [*starts[1:], len(text)], strict=True)]


# --- numbers

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth"),
)
NUMBER_WORDS = (
    {word: value for value, word in enumerate(_UNITS)}
    | {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"dozen": 12}
)
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, start=1)} | {
    f"{value}{suffix}": value for value in range(1, 32) for suffix in ("st", "nd", "rd", "th")
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_DIGITS = re.compile(
    r"(?<![\w.:/])\d{1,3}(?:,\d{3}){1,10}(?:\.\d{1,30})?(?![\w:/])"
    r"|(?<![\w.:/])\d{1,30}(?:\.\d{1,30})?(?![\w:/])"
)


_POINTED = re.compile(
    r"\b(?:no|the|these|those|any|all|other)\s+(?:other\s+)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten)\b"
)


def numbers(text: str) -> set[Fraction]:
    """Return the numbers that a text gives in digits or in words, ordinals left out.

    Times, dates and names such as `A380` hold no number; `two hundred and six` is one number. `No two`
    and `the other two` point at things, and say no number either.
    """
    plain = fold(text)
    digits = {Fraction(match[0].replace(",", "")) for match in _DIGITS.finditer(plain)}
    counted = _POINTED.sub(" ", plain)
    return digits | {Fraction(value) for value in spoken(re.findall(r"[a-z]+|[^a-z\s-]", counted))}


def spoken(parts: Sequence[str]) -> Iterator[int]:
    """Yield the whole numbers that words say, in order: `two`, `hundred`, `and`, `six` are 206."""
    total, current, inside = 0, 0, False
    for part in [*parts, ""]:
        value = NUMBER_WORDS.get(part)
        if inside and (value is None or not _joins(current, value)) and part not in _SCALES and part != "and":
            yield total + current
            total, current, inside = 0, 0, False
        if value is not None:
            current, inside = current + value, True
        elif part == "hundred" and inside:
            current *= 100
        elif part in _SCALES and inside:
            total, current = total + current * _SCALES[part], 0


def _joins(before: int, value: int) -> bool:
    """Say whether a number word goes on with the number before it: `twenty` `one`, `hundred` `six`."""
    return before % 100 == 0 or (value < 10 and before % 10 == 0 and before % 100 >= 20)
