"""The five exam questions with options, by plain enumeration; numbers in brackets are sentences."""

from itertools import combinations, permutations, product

from tests.prose.judge import Gold, cannot, could, must


def film_club() -> Gold:
    worlds = [
        {"H": h, "I": i, "J": j, "K": k, "L": lantern, "M": m}
        for h, i, j, k, lantern, m in permutations(range(1, 7))  # [1], Monday is 1
        if j > h  # [2]
        and abs(k - m) == 1  # [3]
        and i == 3  # [4]
        and (lantern != 6 or h == 1)  # [5]
        and k == 1  # the question
    ]
    return must(
        worlds,
        {
            "A": lambda day: day["H"] == 4,
            "B": lambda day: day["L"] == 5,
            "C": lambda day: day["J"] == 6,
            "D": lambda day: day["L"] > day["H"],
            "E": lambda day: day["J"] == day["H"] + 1,
        },
    )


def interns() -> Gold:
    burns, cardiology, dermatology = "burns", "cardiology", "dermatology"
    wards = (burns, cardiology, dermatology)
    worlds = [
        {"A": a, "B": b, "C": c, "D": d, "E": e}
        for a, b, c, d, e in product(wards, repeat=5)  # [1]
        if ({a, b, c, d, e} == set(wards) and (a, b, c, d, e).count(dermatology) == 1)  # [2]
        and a != b  # [3]
        and (d == cardiology or c == cardiology)  # [4]
        and (e != burns or a == burns)  # [5]
    ]

    def only(ward: str, people: str, world: dict[str, str]) -> bool:
        return {person for person, place in world.items() if place == ward} == set(people)

    return could(
        worlds,
        {
            "A": lambda ward: only(burns, "BE", ward),
            "B": lambda ward: only(cardiology, "A", ward),
            "C": lambda ward: ward["C"] == ward["D"] == dermatology,
            "D": lambda ward: ward["D"] == dermatology and ward["B"] == cardiology,
            "E": lambda ward: ward["C"] == ward["D"] == burns,
        },
    )


def flood() -> Gold:
    worlds = [
        set(picked)
        for picked in combinations("GHIJKLM", 4)  # [1] [2]
        if not ("G" in picked and "H" in picked)  # [3]
        and ("J" not in picked or "I" in picked)  # [4]
        and ("K" in picked) != ("L" in picked)  # [5]
        and ("M" not in picked or "G" in picked or "H" in picked)  # [6]
    ]
    return cannot(
        worlds,
        {
            "A": lambda picked: picked >= {"G", "L"},
            "B": lambda picked: picked >= {"H", "J"},
            "C": lambda picked: picked >= {"I", "M"},
            "D": lambda picked: picked >= {"J", "K"},
            "E": lambda picked: picked >= {"J", "M"},
        },
    )


def docks() -> Gold:
    am, pm = "morning", "afternoon"
    slots = tuple(product((1, 2, 3), (am, pm)))  # [1]
    worlds = [
        {"N": n, "O": o, "P": p, "Q": q, "R": r, "S": s}
        for n, o, p, q, r, s in permutations(slots)  # [1] [2]
        if o[0] == p[0]  # [3]
        and (q[1] == am and q[0] > r[0])  # [4]
        and s[0] != 2  # [5]
        and (n[1] != pm or r[1] == pm)  # [6]
    ]
    return cannot(
        worlds,
        {
            "A": lambda slot: slot["N"] == (3, pm),
            "B": lambda slot: slot["R"] == (1, am),
            "C": lambda slot: slot["O"][0] == 1,
            "D": lambda slot: slot["S"][0] == slot["Q"][0],
            "E": lambda slot: slot["S"] == (3, pm),
        },
    )


def gallery() -> Gold:
    worlds = [
        {"T": t, "U": u, "V": v, "W": w, "Z": z}
        for t, u, v, w, z in permutations(range(1, 6))  # [1]
        if v == 3  # [2]
        and u == t + 1  # [3]
        and w not in (1, 5)  # [4]
    ]
    return must(
        worlds,
        {
            "A": lambda hook: hook["Z"] in (1, 5),
            "B": lambda hook: hook["T"] in (1, 5),
            "C": lambda hook: abs(hook["W"] - hook["V"]) == 1,
            "D": lambda hook: hook["U"] > hook["V"],
            "E": lambda hook: hook["Z"] < hook["T"],
        },
    )


GOLD = {
    "exam-film-club": film_club,
    "exam-interns": interns,
    "exam-flood": flood,
    "exam-docks": docks,
    "exam-gallery": gallery,
}
