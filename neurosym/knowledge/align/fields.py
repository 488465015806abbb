"""Which fields of two sides say the same, found by the values that they share; and these, made comparable.

`product` of one graph goes with `name` of the other because they have many rare values in common; what the
properties are called does not matter. Each field goes with one other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from neurosym.knowledge.align.affixes import Affixes, learn_affixes, without
from neurosym.knowledge.align.comparing import Comparison, Shape
from neurosym.knowledge.align.sides import Side, Value
from neurosym.knowledge.link.folding import words

RARE = 5
"""Nodes of a side that share a value which still tells them from others."""
SHARE = 0.02
"""Share of a field's values that the other field must have too."""
MOST = 8
"""Fields of a side that are compared."""
CODED, FUNCTIONAL = 0.8, 0.95
"""Share of the values that look like a code, and of those that one node alone has, from which they are."""

_SIGN = re.compile(r"[+#]")
_CODE = re.compile(r"(?=.*\d)\S+", re.DOTALL)

Words = dict[int, list[tuple[Value, tuple[str, ...]]]]


def comparisons(left: Side, right: Side) -> list[Comparison]:
    """Return the fields to compare, with their values; the time is linear in the values."""
    ours, theirs = _words_of(left), _words_of(right)
    counts = tuple({name: _counts(texts) for name, texts in side.items()} for side in (ours, theirs))
    chosen = list(islice(_chosen(*counts), MOST))
    keys_left = {text for one, _ in chosen for text in counts[0][one]}
    keys_right = {text for _, two in chosen for text in counts[1][two]}
    return [
        Comparison(
            one,
            two,
            _shapes(ours[one], _affixes(ours[one], keys_right)),
            _shapes(theirs[two], _affixes(theirs[two], keys_left)),
            counts[0][one],
            counts[1][two],
            _coded(ours[one], counts[0][one]) and _coded(theirs[two], counts[1][two]),
        )
        for one, two in chosen
    ]


def _words_of(side: Side) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for name, texts in side.values.items():
        found[name] = defaultdict(list)
        for place, values in texts.items():
            for value in values:
                parts = tuple(token.key for token in words(value.text))
                if parts:
                    found[name][place].append((value, parts))
    return found


def _counts(texts: Words) -> Counter[str]:
    """Return how many nodes have each value."""
    counts: Counter[str] = Counter()
    for values in texts.values():
        counts.update({"".join(parts) for _, parts in values})
    return counts


def _chosen(left: Mapping[str, Counter[str]], right: Mapping[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    """Yield pairs of fields, those that share most first; then those that have one name and are left."""
    where: dict[str, list[str]] = defaultdict(list)
    for name, counts in right.items():
        for text, count in counts.items():
            if count <= RARE:
                where[text].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for name, counts in left.items():
        for text, count in counts.items():
            if count <= RARE:
                shared.update((name, other) for other in where.get(text, ()))
    free_left, free_right = set(left), set(right)
    ordered = sorted(shared.items(), key=lambda one: (-one[1], one[0][0] != one[0][1], one[0]))
    for (one, two), count in ordered:
        enough = count >= SHARE * min(len(left[one]), len(right[two]))
        if enough and one in free_left and two in free_right:
            free_left.remove(one)
            free_right.remove(two)
            yield one, two
    yield from ((name, name) for name in sorted(free_left & free_right) if _rare(left[name], right[name]))


def _rare(left: Counter[str], right: Counter[str]) -> bool:
    """Say whether the values of a field tell nodes apart at all."""
    return all(sum(counts.values()) <= RARE * len(counts) for counts in (left, right))


def _affixes(texts: Words, others: set[str]) -> Affixes:
    return learn_affixes({"-".join(parts) for values in texts.values() for _, parts in values}, others)


def _shapes(texts: Words, affixes: Affixes) -> dict[int, Sequence[Shape]]:
    return {
        place: [
            Shape(
                value,
                parts,
                "".join(parts),
                without("-".join(parts), affixes),
                "".join(_SIGN.findall(value.text)),
            )
            for value, parts in values
        ]
        for place, values in texts.items()
    }


def _coded(texts: Words, counts: Counter[str]) -> bool:
    values = [value.text for found in texts.values() for value, _ in found]
    codes = sum(_CODE.fullmatch(value) is not None for value in values)
    return codes >= CODED * len(values) and len(counts) >= FUNCTIONAL * sum(counts.values())
