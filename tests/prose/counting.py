"""The five problems of counts and amounts, by enumeration; numbers in brackets are sentences."""

from itertools import permutations, product

from tests.prose.judge import Gold, find, question


def ages() -> Gold:
    years = range(131)
    return find(
        {"age": {"Tariq": tariq, "Uma": uma, "mother": mother}}
        for tariq, uma in product(years, repeat=2)
        if tariq == 3 * uma  # [1]
        and tariq + 6 == 2 * (uma + 6)  # [2]
        for mother in years
        if mother - 3 == (tariq + 10) + (uma + 10)  # [3]
    )


def jar() -> Gold:
    return find(
        {"coins": (fives, tens, twenties)}
        for fives, tens, twenties in product(range(1, 20), repeat=3)  # [2]
        if fives + tens + twenties == 19  # [1]
        and 5 * fives + 10 * tens + 20 * twenties == 240  # [1]
        and tens > twenties  # [3]; [4] is about a button
    )


def dentist() -> Gold:
    """Starts at every five minutes; the three lengths add up to the whole morning anyway."""
    extraction, cleaning = 60, 30  # [3]
    length = {"extraction": extraction, "cleaning": cleaning, "crown": extraction + cleaning}  # [3]
    values: list[dict[str, object]] = []
    for starts in product(range(0, 180, 5), repeat=3):  # [1] [2]
        start = dict(zip(length, starts, strict=True))
        end = {treatment: start[treatment] + length[treatment] for treatment in length}
        order = sorted(length, key=start.__getitem__)
        if (
            max(end.values()) <= 180  # [1]
            and all(end[a] <= start[b] or end[b] <= start[a] for a, b in permutations(length, 2))
            and start["crown"] <= 60  # [4]
            and start["extraction"] >= 30  # [5]
            and end["cleaning"] <= 120  # [6]
            and order.index("extraction") != order.index("cleaning") + 1  # [6]
        ):
            values.append({"start": start})
    return find(values)


def hikers() -> Gold:
    numbers = range(13)
    worlds = (
        (both, only_map, only_torch, neither)
        for both, only_map, only_torch, neither in product(numbers, repeat=4)
        if both + only_map + only_torch + neither == 12  # [1]
        and (both + only_map == 8 and both + only_torch == 7)  # [2]
        and neither <= 2  # [3]
    )
    return question(worlds, lambda world: world[0] >= 4)


def depots() -> Gold:
    return find(
        {"pallets": {"North": north, "South": south, "East": 60 - north - south}}  # [1]
        for north, south in product(range(61), repeat=2)
        if north == 2 * south  # [2]
        and south < 60 - north - south <= north - 5  # [3]
        and south % 7 == 0  # [4]
    )


GOLD = {
    "counting-ages": ages,
    "counting-jar": jar,
    "counting-dentist": dentist,
    "counting-hikers": hikers,
    "counting-depots": depots,
}
