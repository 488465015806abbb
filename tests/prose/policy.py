"""The five policies and logs by plain enumeration; numbers in brackets are sentences."""

from itertools import product

from tests.prose.judge import Gold, booleans, find, question


def door() -> Gold:
    def lawful(holder: tuple[bool, ...], months: int) -> bool:
        opens, current, dosimeter, visitor, night_crew = holder
        return (
            opens == (current and dosimeter and not visitor)  # [1]
            and current == (months <= 12 or night_crew)  # [2]
            and not (night_crew and visitor)  # [3]
        )

    lindqvists = (
        holder
        for holder in booleans(5)
        if lawful(holder, months=14)  # [4]
        and (holder[4] and holder[2])  # [5]
    )
    ferreiras = [
        holder
        for holder in booleans(5)
        if (lawful(holder, months=1) and holder[3])  # [6]
    ]
    return question(product(lindqvists, ferreiras), lambda world: world[0][0])


def press() -> Gold:
    worlds = (
        (starts, guard_closed, clear, override)
        for starts, guard_closed, clear, override in booleans(4)
        if (not starts or (guard_closed and clear))  # [1]
        and (not override or clear)  # [2]
        and guard_closed  # [3]
        and override  # [5]; [4] and [6] settle nothing that a rule mentions
    )
    return question(worlds, lambda world: world[0])


def rebate() -> Gold:
    days_late = (0, 1, 3, 4, 5, 9)  # [3]
    held_up = (False, False, False, False, False, True)  # [4] [5]
    worlds = (
        (owes, late)
        for owes, late in product((False, True), booleans(6))
        if owes == (sum(late) > 3)  # [1]
        and all(
            is_late == (days > 2 and not held)
            for is_late, days, held in zip(late, days_late, held_up, strict=True)
        )  # [2]; [6] is about a strike
    )
    return question(worlds, lambda world: world[0])


def triage() -> Gold:
    def lawful(colour: str, awake: bool, regular: bool, walks: bool, pulse: int, age: int) -> bool:
        if not awake or not regular:
            return colour == "red"  # [2]
        if not walks or pulse > 120 or age < 10:
            return colour == "amber"  # [3]
        return colour == "green"  # [3]

    colours = ("red", "amber", "green")  # [1]
    ages, pulses, low_pulses = range(100), range(60, 200, 10), range(60, 110, 10)
    values: list[dict[str, object]] = []
    for abara, lucy, brandt, driver in product(colours, repeat=4):  # [4]
        if (
            any(lawful(abara, True, True, True, 132, age) for age in ages)  # [5]
            and any(lawful(lucy, True, True, True, pulse, 7) for pulse in low_pulses)  # [6]
            and any(lawful(brandt, True, True, True, pulse, 41) for pulse in low_pulses)  # [6]
            and any(
                lawful(driver, False, True, walks, pulse, age)
                for walks, pulse, age in product((False, True), pulses, ages)
            )  # [7], not to be woken is unconscious
        ):
            tags = {"Abara": abara, "Lucy": lucy, "Brandt": brandt, "driver": driver}
            values.append({"colour": tags})
    return find(values)


def retention() -> Gold:
    worlds = (
        (health, former, waiver, months)
        for (health, former, waiver), months in product(booleans(3), range(20 * 12))
        if (not health or months >= 10 * 12)  # [2]
        and (not former or waiver or months < 6 * 12)  # [3]
        and (health and former)  # [4]
        and not waiver  # [5]; [1] and [6] are no constraints
    )
    return question(worlds, lambda world: world[3] > 8 * 12)


GOLD = {
    "policy-door": door,
    "policy-press": press,
    "policy-rebate": rebate,
    "policy-triage": triage,
    "policy-retention": retention,
}
