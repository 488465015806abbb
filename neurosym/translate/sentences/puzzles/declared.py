"""The groups that the readings of a text declare; those that are one thing, or parts of one, become one.

Knows no order and no clue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from neurosym.english import fold
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Each, Members
from neurosym.translate.sentences.puzzles.groups import Group, Groups, Subset
from neurosym.translate.sentences.words.names import Names, number_of
from neurosym.translate.sentences.words.sequences import spread

_NUMBERS = re.compile(r"\b1 (?:to|through) \d|\bnumber", re.IGNORECASE)
"""What has numbers of its own is no list of names."""


def read_groups(entries: Sequence[Entry], names: Names) -> Groups:
    """Gather the groups that a text declares; a group that is counted and listed is one."""
    listed: list[Group] = []
    for entry in entries:
        for part in entry.parts:
            match part:
                case Members(name, values, count):
                    _add(listed, _members(name, values, count, entry.text), names)
                case Each(name, values):
                    spelled = spread(values)
                    _add(listed, Group(name, spelled, len(spelled), True, entry.text), names)
                case _:
                    pass
    return _with_subsets(_with_names(tuple(listed)), names)


def _with_names(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Give those who are only counted the names of the one list that is as long, where days are the places.

    “Four vets, a different one each day from Friday to Monday; I have the list: ..”.
    """
    days = [group for group in groups if group.ordered and not group.each]
    lists = [group for group in groups if group.values and not group.ordered]
    for number, group in enumerate(groups):
        as_long = [other for other in lists if other.count == group.count]
        if group.values or len(lists) != 1 or not as_long or not any(d.count == group.count for d in days):
            continue
        named = replace(as_long[0], name=group.name)
        return tuple(named if one is as_long[0] else one for one in groups[:number] + groups[number + 1 :])
    return groups


def _members(name: str, values: tuple[str, ...], count: str, says: str) -> Group:
    number = number_of(count) if count else None
    if number is not None and number.denominator == 1:
        return Group(name, (), int(number), False, says)
    spelled = spread(values or (count,))
    numbers = [number_of(value) for value in spelled]
    if len(spelled) > 1 and numbers == list(range(1, len(spelled) + 1)):
        return Group(name, (), len(spelled), False, says)
    return Group(name, spelled, len(spelled), False, says)


def _add(listed: list[Group], group: Group, names: Names) -> None:
    for place, other in enumerate(listed):
        numbered = (group.each or other.each) and _NUMBERS.search(f"{group.says} {other.says}")
        if names.same(other.name, group.name) and not numbered and not (other.values and group.values):
            full = other if other.values else group
            listed[place] = replace(full, count=max(other.count, group.count))
            return
    listed.append(group)


def _with_subsets(groups: tuple[Group, ...], names: Names) -> Groups:
    """Take groups that are parts of another one as its parts, and parts that add up to one as one group."""
    counted = [group for group in groups if not group.values]
    lists = [group for group in groups if group.values and not group.each and not group.ordered]
    whole = next(
        (g for g in counted if len(lists) > 1 and g.count == sum(part.count for part in lists)), None
    )
    if whole is not None:
        values = tuple(value for part in lists for value in part.values)
        merged = replace(whole, values=values)
        rest = [group for group in groups if group not in lists and group is not whole]
        return Groups(names, (merged, *rest), tuple(Subset(part.name, part.values) for part in lists))
    folded = {group.name: {fold(value) for value in group.values} for group in groups}
    parts = [
        group
        for group in groups
        if group.values
        and not group.each
        and any(folded[group.name] < folded[other.name] for other in groups)
    ]
    kept = tuple(group for group in groups if group not in parts)
    return Groups(names, kept, tuple(Subset(part.name, part.values) for part in parts))
