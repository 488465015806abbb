"""The five orderings and seatings by plain enumeration; numbers in brackets are sentences."""

from itertools import permutations, product

from tests.prose.judge import Gold, find


def houseboats() -> Gold:
    return find(
        {"berth": {"Anemone": a, "Bittern": b, "Curlew": c, "Dunlin": d, "Egret": e}}
        for a, b, c, d, e in permutations(range(1, 6))  # [1] [2]
        if c == a + 1  # [3]
        and (b not in (1, 5) and e not in (1, 5))  # [4]
        and abs(d - e) == 2  # [5]
        and d < c  # [6]
    )


def neighbours() -> Gold:
    people = ("Hamid", "Ingrid", "João", "Katya")
    animals = ("goat", "parrot", "tortoise", "ferret")
    values: list[dict[str, object]] = []
    for floors, kept in product(permutations((1, 2, 3, 4)), permutations(animals)):  # [1] [2]
        floor = dict(zip(people, floors, strict=True))
        animal = dict(zip(people, kept, strict=True))
        owner = {kind: person for person, kind in animal.items()}
        if (
            floor["Ingrid"] == floor[owner["ferret"]] + 1  # [3]
            and animal["João"] != "parrot"  # [4], with feathers as background
            and floor["Katya"] < floor["João"] < floor["Hamid"]  # [5]
            and (
                (animal["Ingrid"] == "tortoise" and floor["Hamid"] == 2)
                or (animal["Hamid"] == "tortoise" and floor["Ingrid"] == 2)
            )  # [6]
        ):
            values.append({"floor": floor, "animal": animal})
    return find(values)


def plotter() -> Gold:
    return find(
        {"place": (ash, birch, cedar, dogwood, elm, fir)}
        for ash, birch, cedar, dogwood, elm, fir in permutations(range(1, 7))  # [2]
        if birch == 3  # [3]
        and dogwood == cedar + 1  # [4]
        and (ash > elm and ash != elm + 1)  # [5]; [1] and [6] are no constraints
    )


def round_table() -> Gold:
    names = ("Inés", "Kofi", "Lena", "Mirek", "Noor", "Oskar")
    values: list[dict[str, object]] = []
    for chairs in permutations(range(6)):  # [2]
        chair = dict(zip(names, chairs, strict=True))

        def apart(one: str, other: str, chair: dict[str, int] = chair) -> int:
            return min((chair[one] - chair[other]) % 6, (chair[other] - chair[one]) % 6)

        if (
            apart("Lena", "Oskar") == 3  # [3]
            and (apart("Inés", "Oskar") != 1 and apart("Noor", "Oskar") != 1)  # [4]
            and apart("Kofi", "Noor") == 1  # [5]; [1] and [6] are no constraints
        ):
            across = next(name for name in names if apart("Inés", name) == 3)
            values.append({"opposite": {"Inés": across}})
    return find(values)


def revue() -> Gold:
    return find(
        {"slot": (juggler, choir, magician, poet, dancers)}
        for juggler, choir, magician, poet, dancers in permutations(range(1, 6))  # [1]
        if poet == 3  # [2]
        and choir == magician + 1  # [3]
        and choir != 5  # [4]
        and juggler == dancers + 2  # [5]
    )


GOLD = {
    "ordering-houseboats": houseboats,
    "ordering-neighbours": neighbours,
    "ordering-plotter": plotter,
    "ordering-round-table": round_table,
    "ordering-revue": revue,
}
