"""The five puzzles about statements, by plain enumeration; numbers in brackets are sentences."""

from itertools import permutations

from tests.prose.judge import Gold, booleans, find, question


def skerry() -> Gold:
    def kind(heron: bool) -> str:
        return "Heron" if heron else "Gull"

    return find(
        {"kind": {"Wynne": kind(wynne), "Yorick": kind(yorick), "Zelda": kind(zelda)}}
        for wynne, yorick, zelda in booleans(3)  # [1] [3], True is a Heron
        if wynne == (yorick == zelda)  # [2] [4]
        and yorick == (zelda != yorick)  # [2] [5]
        and zelda == (not wynne or zelda)  # [2] [6]
    )


def greenhouse() -> Gold:
    values: list[dict[str, object]] = []
    for culprit in ("Bram", "Celeste", "Dario", "Edda"):  # [1] [2] [3]
        bram = culprit in ("Celeste", "Edda")  # [4]
        celeste = culprit not in ("Bram", "Celeste")  # [5]
        dario = not bram  # [6]
        edda = culprit == "Dario"  # [7]
        if (bram, celeste, dario, edda).count(False) == 1:  # [8]
            values.append({"culprit": culprit})
    return find(values)


def caskets() -> Gold:
    values: list[dict[str, object]] = []
    for ring in ("pine", "oak", "walnut"):  # [1]
        on_pine = ring in ("pine", "oak")  # [3]
        on_oak = ring != "walnut"  # [4]
        on_walnut = on_pine  # [5]
        if (on_pine, on_oak, on_walnut).count(True) == 1:  # [6]
            values.append({"ring": ring})
    return find(values)


def sentries() -> Gold:
    worlds = (
        (ruth, saul, tove)
        for ruth, saul, tove in booleans(3)  # [2] [3], True is the day shift
        if ruth == (saul == ruth)  # [1] [4]
        and saul == (ruth or tove)  # [1] [5]
        and tove == saul  # [1] [6]
    )
    return question(worlds, lambda world: world[0])


def kites() -> Gold:
    return find(
        {"place": {"red": red, "blue": blue, "green": green, "yellow": yellow}}
        for red, blue, green, yellow in permutations((1, 2, 3, 4))  # [1]
        if (red == 1) != (blue == 3)  # [3] [6]
        and (green == 1) != (red == 2)  # [4] [6]
        and (yellow == 2) != (blue == 4)  # [5] [6]
    )


GOLD = {
    "statements-skerry": skerry,
    "statements-greenhouse": greenhouse,
    "statements-caskets": caskets,
    "statements-sentries": sentries,
    "statements-kites": kites,
}
