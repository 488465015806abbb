"""A year is a number where the text has a bound for years."""

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.logic.dated import dated
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading


def shown(*readings: str) -> list[str]:
    return [show_reading(entry.parts) for entry in dated([Entry("", read_reading(one)) for one in readings])]


def test_years_are_compared_where_one_bounds_them() -> None:
    told = shown(" born in( Ann, 2006)", " all x: born after( x, 2008) -> junior( x)")
    assert told == [" born( Ann) = 2006", " all x: born( x) > 2008 -> junior( x)"]
    assert shown(" born in( Ann, 2006)") == [" born in( Ann, 2006)"]
