"""Files of several forms become rows of one; what has no such form is refused by its line."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from neurosym.bench.rows import FORMULATION, Row, rows_of
from neurosym.faults import FaultError

OWN = {"id": "a", "text": "Tom purrs.", "question": "Does Tom purr?", "gold": "proved", "kind": "own"}
VERDICT = {"id": 3, "context": "Tom purrs.", "question": "Tom purrs.", "gold": "True"}
LETTER = {"context": "Three books.", "options": ["A) Red is left.", "B) Red is right."], "gold": "B"}
LABEL = {"premises": "Tom purrs.\nTom is old.", "conclusion": "Tom purrs.", "label": "True", "example_id": 7}
CHOICES = {
    "context": "C",
    "question": "Q?",
    "choices": {"choice_1": "No.", "choice_2": "Yes."},
    "answer": "choice_2",
}
SAYINGS = {"id": "k", "quiz": "Who is who?", "solution_text": "Zoey is a knave, and Oliver is a knight."}
PROGRAMME = {"-12": {"document": "Rent carts.", "vars": []}}


def rows(folder: Path, *lines: object, name: str = "dev.jsonl") -> list[Row]:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(json.dumps, lines)))
    return rows_of(path)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (OWN, OWN),
        (VERDICT, {"id": "3", "text": "Tom purrs.", "question": "Tom purrs.", "gold": "True"}),
        (LETTER, {"id": "1", "text": "Three books.", "options": LETTER["options"], "gold": "B"}),
        (
            LABEL,
            {"id": "7", "text": LABEL["premises"], "question": "True or false: Tom purrs.", "gold": "True"},
        ),
        (CHOICES, {"id": "1", "question": "Q?", "options": {"A": "No.", "B": "Yes."}, "gold": "B"}),
        (
            SAYINGS,
            {
                "gold": {
                    "verdict": "unique",
                    "value": {"kind": {"Zoey": "knave", "Oliver": "knight"}},
                    "kinds": ["knight", "knave"],
                }
            },
        ),
        (PROGRAMME, {"id": "-12", "text": "Rent carts.", FORMULATION: PROGRAMME["-12"]}),
    ],
)
def test_a_line_of_any_form_is_a_row(tmp_path: Path, line: object, wanted: Mapping[str, object]) -> None:
    (row,) = rows(tmp_path, line)
    assert wanted.items() <= row.items()


def test_each_question_of_a_context_is_a_row(tmp_path: Path) -> None:
    pairs = [{"question": "Does Tom purr?", "answer": "yes"}, {"question": "Does Tom bark?", "answer": "no"}]
    first, second = rows(tmp_path, {"context": "Tom purrs.", "qa_pairs": pairs})
    assert (first["id"], first["question"], first["gold"]) == ("1/1", "Does Tom purr?", "proved")
    assert (second["id"], second["gold"]) == ("1/2", {"verdict": ["refuted", "undetermined"]})


def test_a_part_of_a_set_is_called_like_its_folder(tmp_path: Path) -> None:
    assert rows(tmp_path / "cats", VERDICT)[0]["kind"] == "cats"
    assert rows(tmp_path / "cats", VERDICT, name="dogs.jsonl")[0]["kind"] == "dogs"


def test_held_out_texts_are_rows(tmp_path: Path) -> None:
    path = tmp_path / "cats.txt"
    blocks = [
        f"## {name}\nTom purrs. => purrs( Tom)\nA) He is a cat. => cat( he)\n= unique ; A"
        for name in ("seen", "! held")
    ]
    path.write_text("\n".join(blocks))
    (row,) = rows_of(tmp_path)
    wanted = {"id": "cats/held", "text": "Tom purrs.\nA) He is a cat.", "gold": {"words": ["unique", "A"]}}
    assert row == {"kind": "cats", "question": "", **wanted}


def test_a_folder_is_searched_but_not_what_is_for_training(tmp_path: Path) -> None:
    for name in ("cats", "dogs"):
        rows(tmp_path / name, VERDICT)
    rows(tmp_path / "cats", VERDICT, name="train.jsonl")
    with pytest.raises(FaultError):
        rows(tmp_path / "other", {"name": "no row"})
    assert [row["kind"] for row in rows_of(tmp_path)] == ["cats", "dogs"]


@pytest.mark.parametrize("line", ["no row", {"name": "no row"}, []])
def test_what_is_no_row_is_refused_by_its_line(tmp_path: Path, line: object) -> None:
    with pytest.raises(FaultError, match="line 2"):
        rows(tmp_path, OWN, line)
