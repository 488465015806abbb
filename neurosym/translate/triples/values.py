"""Numbers, dates and truth values as a text writes them, typed as an ontology wants them. Links no names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from neurosym import measures
from neurosym.english import numbers, singular
from neurosym.knowledge.nodes import XSD, Node, literal

WHOLE = frozenset(
    XSD + one for one in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
NUMBERS = WHOLE | {XSD + one for one in ("decimal", "double", "float")}
DATE, YEAR, BOOLEAN = XSD + "date", XSD + "gYear", XSD + "boolean"

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(one[:3] for one in _MONTHS)}|sept)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_WRITTEN = (
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?:of\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}[.,\s]\s*(?:of\s+)?{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}[,\s]+{_MONTH}\s+{_DAY}\b", re.IGNORECASE),
)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_SLASHED = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_AMOUNT = re.compile(
    r"(?P<number>[-+−]?\d[\d,]*(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)"
    r"(?:\s*(?P<many>thousand|million|billion|trillion))?(?:\s*-?\s*\(?(?P<unit>[^\W\d_]+))?"
)
_MANY = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def amounts(text: str) -> Iterator[tuple[Fraction, str]]:
    """Yield the numbers of a text, each with the word behind it if it names a unit."""
    for match in _AMOUNT.finditer(text):
        written = match["number"].replace(",", "").replace("−", "-")
        scale = _MANY.get((match["many"] or "").lower(), 1)
        word = singular((match["unit"] or "").lower())
        yield Fraction(written) * scale, word if word in measures.MEASURES else ""
    for number in numbers(text):
        yield number, ""


def dates(text: str) -> set[date]:
    """Return the dates of a text; `6/9/2006` is two of which one is meant."""
    found: set[date] = set()
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            place = next(
                at for at, one in enumerate(_MONTHS, 1) if one.startswith(match["month"].lower()[:3])
            )
            found |= set(_date(int(match["year"]), place, int(match["day"])))
    for match in _ISO.finditer(text):
        found |= set(_date(int(match[1]), int(match[2]), int(match[3])))
    for match in _SLASHED.finditer(text):
        one, other, year = int(match[1]), int(match[2]), int(match[3])
        found |= {*_date(year, one, other), *_date(year, other, one)}
    return found


def _date(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return


def typed(said: str, datatype: str, sentence: str, unit: str = "") -> Node | None:
    """Return what is said as a literal of a datatype; None where it is none, or not what the sentence says.

    A number is told in `unit` where that is known: `3 km` are 3000 metres.
    """
    if datatype in NUMBERS:
        return _number(said, datatype, sentence, unit)
    if datatype == DATE:
        # an ambiguous date is settled by what the reader made of it, if the sentence may mean that
        meant = dates(said) & dates(sentence)
        return literal(min(meant).isoformat(), DATE) if len(meant) == 1 else None
    if datatype == YEAR:
        years = set(re.findall(r"\b\d{4}\b", said)) & set(re.findall(r"\b\d{4}\b", sentence))
        years |= {f"{one.year:04}" for one in dates(said) & dates(sentence)}
        return literal(years.pop(), YEAR) if len(years) == 1 else None
    if datatype == BOOLEAN:
        word = said.strip().casefold()
        return literal(word, BOOLEAN) if word in ("true", "false") else None
    return literal(" ".join(said.split()), "" if datatype == XSD + "string" else _other(datatype))


def _other(datatype: str) -> str:
    return datatype if datatype.startswith(XSD) else ""


def _number(said: str, datatype: str, sentence: str, unit: str) -> Node | None:
    told = next(amounts(said), None)
    if told is None or dates(said):
        return None
    value, of = told
    if not any(_same(value, of, number, other) for number, other in amounts(sentence)):
        return None
    if unit and of and of != unit:
        scale = measures.factor(of, unit)
        if scale is None:
            return None
        value *= scale
    if datatype in WHOLE:
        return literal(str(value.numerator), datatype) if value.denominator == 1 else None
    return literal(_decimal(value), datatype)


def _same(value: Fraction, unit: str, other: Fraction, its: str) -> bool:
    if value == other:
        return not unit or not its or measures.factor(its, unit) in (None, 1)
    scale = measures.factor(its, unit) if unit and its else None
    return scale is not None and other * scale == value


def _decimal(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return format(value.numerator / value.denominator, "f").rstrip("0")
