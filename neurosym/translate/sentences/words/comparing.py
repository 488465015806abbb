"""Which words of a phrase compare, and by which scale: `most expensive`, `highest price`, `spikier`.

General English only; the scales are those of `scales`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from neurosym.english import NUMBER_WORDS, ORDINALS, base, fold, singular
from neurosym.scales import FIRST, LAST, Degree, End, Form, forms, opposite

FILL = frozenset(
    {"the", "a", "an", "of", "in", "at", "on", "to", "upon", "from", "than", "by", "is", "are", "was", "s"}
    | {"side", "hand", "place", "position", "spot", "rank", "line", "row", "queue", "waiting"}
)
"""Words that say nothing of an order beside the words that do."""
PASSING = frozenset(
    {"somewhere", "anywhere", "some", "any", "time", "sometime", "eventually", "very", "overall", "far"}
    | {"extreme", "farther", "further", "closer", "well", "much", "slightly", "somewhat"}
)
UNITS = frozenset(
    {"day", "week", "month", "hour", "year", "floor", "place", "position", "house", "seat", "slot"}
    | {"spot", "step", "storey"}
)
"""What stands in a row or in time, so that one of them is a step: `the day before`."""
_GRADES: dict[str, tuple[Literal[1, -1], Degree]] = {
    **dict.fromkeys(("more", "greater"), (1, "comparative")),
    **dict.fromkeys(("most", "greatest"), (1, "superlative")),
    **dict.fromkeys(("less", "fewer"), (-1, "comparative")),
    **dict.fromkeys(("least", "fewest"), (-1, "superlative")),
}
_CROWDS = frozenset({"people", "inhabitant", "resident", "soul"})
"""Who has more of these is larger."""
_AMOUNTS = frozenset(("above", "large", "good", "tall"))
"""Scales that a noun of measure makes particular: the highest price, the lower score."""
MEASURES = {
    **dict.fromkeys(("price", "priced", "cost", "fee", "sell", "sells", "sold"), "expensive"),
    **dict.fromkeys(("weight", "weigh"), "heavy"),
    **dict.fromkeys(("number", "numbered", "delay", "delayed"), "late"),
    **{
        "population": "large",
        "age": "old",
        "height": "tall",
        "speed": "fast",
        "length": "long",
        "width": "wide",
        "size": "large",
    },
    **dict.fromkeys(("score", "point", "mark", "grade"), "score"),
    **dict.fromkeys(("salary", "wage", "income", "earn", "paid"), "earn"),
    **dict.fromkeys(("pay", "pays"), "expensive"),
    **{"depth": "deep"},
}
"""What a noun or verb of measure puts in order: what costs more is more expensive."""
_VERBS: dict[str, End] = {
    **dict.fromkeys(("beat", "beats", "beaten", "defeated", "overtook", "overtaken", "outran"), FIRST),
    **dict.fromkeys(("outranks", "outranked", "leads", "led", "edged", "outpaced"), FIRST),
    **dict.fromkeys(("trails", "trailed", "lost_to"), LAST),
}
"""What somebody does who is ahead, or behind."""


_COMPOUNDS = ("lost to", "senior to", "junior to", "better of", "back to back", "as well as")
"""Words that compare only together."""
_PARTICLES = frozenset({"up", "down"})
"""What belongs to a verb (`came down before`, `shut down`) but for so many floors down, or up from there."""


_LASTING = frozenset({"stay", "remain"})
_LONGER = {
    **{"longer": Form(LAST, "comparative"), "longest": Form(LAST, "superlative")},
    **{"shorter": Form(FIRST, "comparative"), "shortest": Form(FIRST, "superlative")},
}


def spoken(phrase: str) -> list[str]:
    """Return the words of a phrase; those with a hyphen are several."""
    plain = fold(phrase).replace("-", " ")
    for compound in _COMPOUNDS:
        plain = plain.replace(compound, compound.replace(" ", "_"))
    return [word.removesuffix("'s") for word in plain.split()]


def nth(word: str) -> int | None:
    """Return the number that a word says, be it an ordinal or not: `third`, `three`, `3`."""
    if word in ORDINALS:
        return ORDINALS[word]
    return int(word) if word.isdecimal() and len(word) < 7 else NUMBER_WORDS.get(word)


def compared(words: Sequence[str]) -> tuple[int, int, Form] | None:
    """Find the words that compare, with where they start and stop."""
    measure = next((MEASURES[form] for word in words for form in (word, base(word)) if form in MEASURES), "")
    for place, word in enumerate(words):
        if word in _GRADES:
            sign, degree = _GRADES[word]
            following = words[place + 1] if place + 1 < len(words) else ""
            counted = singular(following)
            adjective = measure or ("large" if counted in _CROWDS else counted) or "amount"
            end = _end_of(adjective)
            stop = place + 1 + bool(following and adjective != measure)
            return place, stop, Form(end if sign > 0 else opposite(end), degree)
    return _lasting(words) or _listed(words, measure) or _unlisted(words)


def _lasting(words: Sequence[str]) -> tuple[int, int, Form] | None:
    """Read `stays on longer`: who stays longer leaves later."""
    for start, word in enumerate(words):
        for stop, long in enumerate(words[start + 1 : start + 3], start + 2):
            if base(word) in _LASTING and long in _LONGER:
                return start, stop, _LONGER[long]
    return None


def _listed(words: Sequence[str], measure: str) -> tuple[int, int, Form] | None:
    for place, word in enumerate(words):
        if word in _VERBS:
            return (
                place,
                place + 1 + (words[place + 1 : place + 2] == ["out"]),
                Form(_VERBS[word], "relation"),
            )
        for length in (3, 2, 1):
            form = forms().get("_".join(words[place : place + length]))
            if form is not None and form.degree != "plain":
                if word in _PARTICLES and not _measured(words, place):
                    continue
                if measure and form.end[0] in _AMOUNTS:
                    end = _end_of(measure)
                    form = Form(end if form.end[1] > 0 else opposite(end), form.degree)
                return place, place + length, form
    return None


def _measured(words: Sequence[str], place: int) -> bool:
    """Say whether a word of direction has its distance before it, or `from` after it."""
    return "from" in words[place + 1 :] or any(nth(word) is not None for word in words[:place])


def _end_of(adjective: str) -> End:
    form = forms().get(adjective)
    return form.end if form is not None else (adjective, 1)


def adjective_end(word: str) -> End | None:
    """Return the end of a scale that an adjective names by itself: `old` in `as old as`."""
    form = forms().get(word)
    return form.end if form is not None else (word, 1) if word.isalpha() else None


def measured_end(phrase: str) -> End | None:
    """Return the end that an amount is told by: `old` in “nine years old”, `cost`, `taller`."""
    words = [word for word in spoken(phrase) if word not in FILL]
    if len(words) == 1 and (base(words[0]) in MEASURES or words[0] in MEASURES):
        return _end_of(MEASURES.get(base(words[0])) or MEASURES[words[0]])
    if len(words) == 1 and words[0] in forms() and forms()[words[0]].degree == "plain":
        return forms()[words[0]].end
    core = compared(words)
    return core[2].end if core is not None and core[2].degree == "comparative" else None


def _unlisted(words: Sequence[str]) -> tuple[int, int, Form] | None:
    """Find the form of an adjective that is in no line, told by its ending: `spikier`, `spikiest`."""
    degrees: tuple[tuple[str, Degree], ...] = (("er", "comparative"), ("est", "superlative"))
    for place, word in enumerate(words):
        plain = base(word)
        for ending, degree in degrees:
            stem = word.removesuffix(ending)
            if stem != word and plain != word and stem[:-1] in plain and len(plain) <= len(stem) + 1:
                return place, place + 1, Form((plain, 1), degree)
    return None
