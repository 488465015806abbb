"""The curve says what is given at each threshold, and how much of that is wrong."""

from neurosym.bench.curve import THRESHOLDS, Given, curve, side_by_side
from neurosym.translate.sentences.doubt import THRESHOLD

SET = [
    Given(0.99, True, False),
    Given(0.95, True, False),
    Given(0.55, False, True),
    Given(0.55, True, False),
    Given(0.99, False, False),
]


def test_what_is_withheld_for_doubt_is_neither_covered_nor_a_risk() -> None:
    rows = {str(row["threshold"]).split(" ")[0]: row for row in curve({"set": SET})}
    assert (rows["0"]["coverage"], rows["0"]["risk"]) == (0.8, 0.25)
    assert (rows["0.9"]["coverage"], rows["0.9"]["risk"]) == (0.4, 0.0)
    assert (rows["0.99"]["right"], rows["0.99"]["wrong"]) == (0.2, 0.0)


def test_the_default_threshold_is_one_of_them_and_marked() -> None:
    rows = curve({"one": SET, "two": []})
    assert len(rows) == 2 * len(THRESHOLDS)
    assert {row["threshold"] for row in rows if "default" in str(row["threshold"])} == {
        f"{THRESHOLD:g} (default)"
    }
    assert all(row["coverage"] == row["risk"] == 0 for row in rows if row["set"] == "two")


def test_a_set_is_one_row_of_the_table() -> None:
    (row, other) = side_by_side(curve({"one": SET, "two": []}))
    assert (row["set"], row["n"], row["0"], row["0.9"]) == ("one", 5, "80.0 / 25.0", "40.0 / 0.0")
    assert other["0"] == "0.0 / 0.0"
