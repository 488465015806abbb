"""Limits as their sentences mean them: each machine, shares, ratios, directions, and what is a guess."""

import pytest

from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.programmes.programme import assemble_programme

SETTING = (
    ("A shop makes desk lamps and wall lamps.", "@choose desk lamps, wall lamps"),
    (
        "A desk lamp takes 2 minutes on the saw, 3 on the drill.",
        "saw( desk lamp) = 2 ; drill( desk lamp) = 3",
    ),
    (
        "A wall lamp takes 4 minutes on the saw, 5 on the drill.",
        "saw( wall lamp) = 4 ; drill( wall lamp) = 5",
    ),
)
PAIR = ("There are 80 minutes of saw and drill each.", "total( saw) <= 80 ; total( drill) <= 80")
SAW = "saw_desk_lamps * desk_lamps + saw_wall_lamps * wall_lamps"
DRILL = "drill_desk_lamps * desk_lamps + drill_wall_lamps * wall_lamps"
EITHER = "wall_lamps >= 1 and not desk_lamps >= 1 or not wall_lamps >= 1 and desk_lamps >= 1"
ALL = "(desk_lamps + wall_lamps)"


def lowered(text: str, reading: str) -> tuple[list[str], list[str]]:
    """The claims that quote the sentence, and the codes of faults at it."""
    told = [Entry(said, read_reading(f" {read}")) for said, read in (*SETTING, (text, reading))]
    found = assemble_programme(told)
    assert found.problem is not None
    claims = [print_formula(claim.formula) for claim in found.problem.claims if claim.says == text]
    return claims, [fault.code for fault in found.faults if fault.where and fault.where.text == text]


@pytest.mark.parametrize(
    ("text", "reading", "formula"),
    [
        ("Each machine runs for 90 minutes.", "total( each machine) <= 90", f"{SAW} <= 90 and {DRILL} <= 90"),
        ("Each machine runs for 90 minutes.", "total( machine) <= 90", f"{SAW} <= 90 and {DRILL} <= 90"),
        ("The saw runs for 2 hours.", "total( saw) <= 2", f"{SAW} <= 120"),
        ("At least 5 of each are made.", "each >= 5", "desk_lamps >= 5 and wall_lamps >= 5"),
        ("At most 40% are wall lamps.", "wall lamps <= 40%", f"wall_lamps <= 0.4 * {ALL}"),
        (
            "Wall lamps to desk lamps are 2 to 1.",
            "wall lamps / desk lamps >= 2",
            "wall_lamps >= 2 * desk_lamps",
        ),
        ("At least 9 desk lamps are made.", "desk lamps <= 9", "desk_lamps >= 9"),
        ("A wall lamp may come or a desk lamp.", "comes( wall lamp) ^ comes( desk lamp)", EITHER),
        ("At most 9 desk lamps are made.", "desk lamps < 9", "desk_lamps < 9"),
        ("At most 30 lamps are made.", "lamps <= 30", "desk_lamps + wall_lamps <= 30"),
        (
            "If it makes wall lamps, it makes 9.",
            "makes( wall lamps) -> wall lamps >= 9",
            "implies(wall_lamps >= 1, wall_lamps >= 9)",
        ),
        (
            "A third of the saw goes to desk lamps.",
            "saw( desk lamps) <= third * total( saw)",
            f"saw_desk_lamps * desk_lamps <= (1/3) * ({SAW})",
        ),
    ],
)
def test_a_limit_says_what_its_sentence_means(text: str, reading: str, formula: str) -> None:
    assert lowered(text, reading) == ([formula], [])


@pytest.mark.parametrize(
    ("text", "reading", "code"),
    [
        ("Of wall lamps the shop makes at most 8 lamps.", "lamps <= 8", "ambiguous"),
        ("There are 90 minutes.", "total( minutes) <= 90", "ambiguous"),
        ("Lamps come in two types.", "lamps <= two", "unlinked"),
        ("Cats like 9 of them.", "cats >= 9 * desk lamps", "ambiguous"),
        ("Cats like 9 of them.", "desk lamps >= 9 * cats", "unlinked"),
        ("At most 40% is for all.", "total <= 40% * total", "ambiguous"),
        ("At most 3 wall lamps.", "wall lamps <= 3 * desk lamps + 3", "repeated"),
        ("Saw 30 minutes.", "total( saw) >= 5 * desk lamps", "ambiguous"),
    ],
)
def test_what_is_guessed_is_doubtful(text: str, reading: str, code: str) -> None:
    assert code in lowered(text, reading)[1]


def test_a_number_may_be_of_each_of_two() -> None:
    assert lowered(*PAIR) == ([f"{SAW} <= 80", f"{DRILL} <= 80"], [])
