"""Facts from tables: cells by their sorts, and faults that name file and line."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.rules import read_rules
from neurosym.solve.rules.tables import read_table

BASE = read_rules(
    "sort P\nsort Day = mon, tue\nsort Slot = 1..5\nparent : P, P -> Bool\nage : P -> Int\n"
    "weight : P -> Real\non : P, Day -> Bool\nslot : P -> Slot\nready : P -> Bool\nok : P, Bool -> Bool\n"
)


def rows(folder: Path, name: str, text: str, ending: str = "csv", **options: object) -> list[tuple]:
    path = folder / f"table.{ending}"
    path.write_bytes(text.encode())
    symbol = BASE.signature.symbols[name]
    return list(read_table(path, symbol, BASE.signature, **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("parent", "ada,ben\nben,cy\n", [("ada", "ben"), ("ben", "cy")]),
        ("parent", '\ufeffada, "O\'Neil, Jr."\r\n\r\n  ben ,cy', [("ada", "O'Neil, Jr."), ("ben", "cy")]),
        ("age", "ada,40\nben,-3\n", [("ada", 40), ("ben", -3)]),
        ("weight", "ada,40.5\nben,1/3\n", [("ada", Fraction(81, 2)), ("ben", Fraction(1, 3))]),
        ("on", "ada,mon\n", [("ada", "mon")]),
        ("slot", "ada,5\n", [("ada", 5)]),
        ("ready", "ada\n7\n", [("ada",), ("7",)]),
        ("ok", "ada,yes\nben,FALSE\n", [("ada", True), ("ben", False)]),
        ("parent", "", []),
    ],
)
def test_cells_are_read_by_their_sorts(tmp_path: Path, name: str, text: str, expected: list[tuple]) -> None:
    assert rows(tmp_path, name, text) == expected


def test_tabs_separate_in_a_tsv(tmp_path: Path) -> None:
    assert rows(tmp_path, "parent", "ada, x\tben\n", "tsv") == [("ada, x", "ben")]


def test_a_header_is_no_fact(tmp_path: Path) -> None:
    assert rows(tmp_path, "age", "\nperson,age\nada,40\n", header=True) == [("ada", 40)]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("parent", "ada,ben\n\nben\n", "table.csv, line 3: 1 column, but `parent` has 2: P, P"),
        ("parent", "ada,ben,cy\n", "line 1: 3 columns"),
        ("parent", "ada;ben\n", "write commas, not semicolons"),
        ("parent", "ada\tben\n", "not tabs, or name the file .tsv"),
        ("parent", "ada,\n", "line 1: column 2 is empty"),
        ("age", "ada,40\nben,4x\n", "line 2: `4x` is no whole number"),
        ("age", "person,age\nada,40\n", "add `--header`"),
        ("weight", "ada,1/0\n", "`1/0` is no number"),
        ("on", "ada,mno\n", "`mno` is no Day; there are mon, tue\n    hint: did you mean `mon`"),
        ("slot", "ada,6\n", "`6` is no whole number from 1 to 5"),
        ("ok", "ada,perhaps\n", "neither true nor false"),
        ("age", f"ada,{'9' * 1001}\n", "has 1,001 characters; numbers have up to 1,000 digits"),
        ("parent", f'ada,"{"x" * 200_000}"\n', "line 1: field larger"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, name: str, text: str, what: str) -> None:
    with pytest.raises(FaultError) as error:
        rows(tmp_path, name, text)
    assert what in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    symbol = BASE.signature.symbols["parent"]
    with pytest.raises(FaultError, match="No such file"):
        list(read_table(tmp_path / "none.csv", symbol, BASE.signature))
    (tmp_path / "latin.csv").write_bytes("ada,Å".encode("latin-1"))
    with pytest.raises(FaultError, match="not UTF-8"):
        list(read_table(tmp_path / "latin.csv", symbol, BASE.signature))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(WORDS, WORDS)), st.sampled_from(["csv", "tsv"]))
def test_what_a_writer_of_tables_writes_is_read(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[str, str]], ending: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter="," if ending == "csv" else "\t").writerows(given)
    assert rows(tmp_path_factory.mktemp("tables"), "parent", text.getvalue(), ending) == given


def test_too_many_facts(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="line 3: more than 2 facts") as error:
        rows(tmp_path, "ready", "a\nb\nc\n", most=2)
    assert error.value.faults[0].code == "limit"
