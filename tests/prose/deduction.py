"""The five deductions by plain enumeration; numbers in brackets are sentences of the text.

Where others than the named may exist, one or two nameless individuals are added. The rules speak of
one individual at a time (of a crate and its items in `crates`), so more of them change nothing.
"""

from itertools import product

from tests.prose.judge import Gold, booleans, question


def alpine() -> Gold:
    def lawful(plant: tuple[bool, ...]) -> bool:
        alpine_house, saxifrage, cornish, lime, blue, barrel = plant
        return (
            (not (alpine_house and lime) or blue)  # [1]
            and (not saxifrage or cornish or lime)  # [2]
            and not (blue and barrel)  # [3]
        )

    plants = [plant for plant in booleans(6) if lawful(plant)]
    worlds = (
        (marjorie, other)
        for marjorie, other in product(plants, repeat=2)
        if (marjorie[0] and marjorie[1])  # [4]
        and not marjorie[2]  # [5]; [6] says nothing of the barrel
    )
    return question(worlds, lambda world: not world[0][5])


def choir() -> Gold:
    def lawful(singer: tuple[bool, ...]) -> bool:
        alto, reads, skipped, solo = singer
        return (
            (not solo or reads)  # [2]
            and (not alto or reads)  # [3]
            and not (skipped and solo)  # [4]
        )

    singers = [singer for singer in booleans(4) if lawful(singer)]
    worlds = (
        (pavel, *others)
        for pavel, *others in product(singers, repeat=3)
        if (pavel[1] and not pavel[0])  # [3]
        and not pavel[2]  # [5]
        and sum(singer[3] for singer in (pavel, *others)) == 1  # [6]
    )
    return question(worlds, lambda world: world[0][3])


def crates() -> Gold:
    def lawful(item: tuple[bool, ...]) -> bool:
        _in_14, _in_other, cracked, logged, lendable = item
        return (
            (not cracked or logged)  # [3]
            and not (logged and lendable)  # [4]
        )

    items = [item for item in booleans(5) if lawful(item)]
    worlds = (
        pair
        for *pair, tartu_14, tartu_other in product(items, items, (False, True), (False, True))
        if (not tartu_14 or any(item[0] and item[2] for item in pair))  # [2]
        and (not tartu_other or any(item[1] and item[2] for item in pair))  # [2]
        and tartu_14  # [5]; [1] and [6] are no constraints
    )
    return question(worlds, lambda world: all(item[4] for item in world if item[0]))


def ferry() -> Gold:
    ten_in_the_evening = 22 * 60
    leaving_times = range(21 * 60, 24 * 60, 30)
    worlds = (
        (is_ferry, cars, north_pier, leaves)
        for (is_ferry, cars, north_pier), leaves in product(booleans(3), leaving_times)
        if (not (is_ferry and cars) or north_pier)  # [1]
        and (not north_pier or leaves <= ten_in_the_evening)  # [2]
        and (is_ferry and cars)  # [3]
        and leaves == 22 * 60 + 30  # [4]; [5] is about the captain
    )
    return question(worlds, lambda world: world[2])


def chapel() -> Gold:
    def lawful(dwelling: tuple[bool, ...]) -> bool:
        exempt, inhabited, registered, quay_lane = dwelling
        return (
            exempt == ((not inhabited) != registered)  # [1]
            and (not quay_lane or registered)  # [2]
        )

    dwellings = [dwelling for dwelling in booleans(4) if lawful(dwelling)]
    worlds = (
        (mill, forge, other)
        for mill, forge, other in product(dwellings, repeat=3)
        if (mill[3] and forge[3])  # [3]
        and (not mill[1] and not forge[1])  # [4]; [5] is about a sale
    )
    return question(worlds, lambda world: world[0][0])


GOLD = {
    "deduction-alpine": alpine,
    "deduction-choir": choir,
    "deduction-crates": crates,
    "deduction-ferry": ferry,
    "deduction-chapel": chapel,
}
