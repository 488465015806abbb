"""Fresh puzzles become rows whose gold is what their answer says."""

from pathlib import Path

import pytest

from neurosym.bench.agree import agrees
from neurosym.bench.gym import fresh_rows, rightly_labelled, row_of, write_rows
from neurosym.bench.rows import rows_of
from neurosym.faults import FaultError
from neurosym.ir.verdict import Verdict

TERMS = {"knight_knave_terms": {"knight": "pioneer", "knave": "laggard"}}


def gold(kind: str, answer: str) -> object:
    return row_of(kind, "1", {"question": "?", "answer": answer, "metadata": TERMS})["gold"]


def test_a_syllogism_that_follows_is_proved() -> None:
    assert agrees(gold("syllogism", "Yes"), Verdict.PROVED, None)
    assert not agrees(gold("syllogism", "Yes"), Verdict.UNDETERMINED, None)
    assert agrees(gold("syllogism", "No"), Verdict.UNDETERMINED, None)
    assert agrees(gold("syllogism", "No"), Verdict.REFUTED, None)
    assert not agrees(gold("syllogism", "No"), Verdict.PROVED, None)


def test_a_zebra_puzzle_asks_for_the_name_in_the_first_house() -> None:
    asked = gold("zebra_puzzles", "carol")
    assert agrees(asked, Verdict.UNIQUE, {"answer": "Carol"})
    assert agrees(asked, Verdict.UNIQUE, {"house": {"carol": 1, "bob": 2}})
    assert not agrees(asked, Verdict.UNIQUE, {"answer": "bob"})
    assert not agrees(asked, Verdict.UNIQUE, {"house": {"carol": 2, "bob": 1}})


def test_knights_and_knaves_are_called_what_they_are_called_there() -> None:
    asked = gold("knights_knaves", "Zoey is a laggard, and Oliver is a pioneer.")
    told = {"pioneer": {"zoey": False, "oliver": True}, "laggard": {"zoey": True, "oliver": False}}
    assert agrees(asked, Verdict.UNIQUE, told)
    assert agrees(asked, Verdict.UNIQUE, {"pioneer": told["pioneer"]})
    assert not agrees(asked, Verdict.UNIQUE, {**told, "laggard": {"oliver": True}})
    assert not agrees(asked, Verdict.UNIQUE, {"pioneer": told["laggard"]})


@pytest.mark.parametrize(
    ("premises", "conclusion", "follows"),
    [
        (("All cats are pets", "All pets are kind"), "All cats are kind", True),
        (("All cats are pets", "All cats are kind"), "Some pets are kind", True),
        (("No cats are pets", "All kind are pets"), "No kind are cats", True),
        (("All cats are pets", "Some pets are not kind"), "Some cats are not kind", False),
        (("All cats are pets", "All kind are pets"), "Some cats are kind", False),
        (("Some cats are pets", "Some pets are kind"), "Some cats are kind", False),
    ],
)
def test_a_label_is_held_against_all_worlds(
    premises: tuple[str, str], conclusion: str, follows: bool
) -> None:
    told = {"premise1": premises[0], "premise2": premises[1], "conclusion": conclusion}
    for answer in ("Yes", "No"):
        right = rightly_labelled({"answer": answer, "metadata": told})
        assert right is (follows == (answer == "Yes"))


def test_another_kind_is_refused() -> None:
    with pytest.raises(FaultError, match="zebra_puzzles"):
        list(fresh_rows("zebra_puzzle", 1, 0))


@pytest.mark.parametrize("kind", ["zebra_puzzles", "syllogism", "knights_knaves"])
def test_the_same_seed_writes_the_same_rows(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("reasoning_gym")
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    write_rows(one, kind, 3, 5)
    write_rows(other, kind, 3, 5)
    assert one.read_text() == other.read_text()
    rows = rows_of(one)
    assert [row["kind"] for row in rows] == [kind] * 3
    assert all(row["text"] and row["gold"] for row in rows)
    assert next(iter(fresh_rows(kind, 3, 6)))["text"] != rows[0]["text"]
