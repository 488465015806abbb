"""Gold programmes are solved both ways and certified; texts are held against them; misses are told."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from neurosym.answer import Answer
from neurosym.bench import cli
from neurosym.bench.certified import measured
from neurosym.bench.nl4opt import gold_programme
from neurosym.bench.optimise import bench
from neurosym.bench.run import Options
from neurosym.bench.worded import compared, text_row
from neurosym.engine import Engine
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem
from neurosym.ir.load import loads
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.decide import decide
from neurosym.solve.route import backend

TEXT = "A yard loads carts for $5 and vans for $9. A cart takes 2 hours, a van 3. There are 40 hours."


def record(limit: str = "40", **objective: Any) -> dict[str, Any]:
    return {
        "document": TEXT,
        "vars": ["carts", "vans"],
        "order_mapping": {"carts": 0, "vans": 1},
        "obj_declaration": {"direction": "maximize", "terms": {"carts": "5", "vans": "9"}, **objective},
        "const_declarations": [
            {
                "type": "linear",
                "terms": {"carts": "2", "vans": "3"},
                "limit": limit,
                "operator": "LESS_OR_EQUAL",
            }
        ],
    }


def file(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "plans.jsonl"
    lines = (json.dumps({f"p{number}": each}) for number, each in enumerate(records))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def rows(options: Options) -> dict[tuple[str, str], dict[str, Any]]:
    bench(options)
    assert options.json is not None
    whole = json.loads(options.json.read_text(encoding="utf-8"))
    return {(row["set"], row["model"]): row for row in whole["rows"]}


def test_gold_programmes_are_certified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    contradiction = record()
    contradiction["const_declarations"].append({"type": "sum", "limit": "21", "operator": "GREATER_OR_EQUAL"})
    endless = record(direction="minimize", terms={"carts": "5", "vans": "-9"})
    endless["const_declarations"] = []
    options = Options(
        file(tmp_path, record(), contradiction, endless, record("plenty")),
        json=tmp_path / "rows.json",
        only=("gold",),
    )
    found = rows(options)
    assert set(found) == {("gold", "fractions"), ("gold", "whole numbers")}
    for row in found.values():
        assert (row["n"], row["executable"], row["accuracy"], row["agree"]) == (4, 0.75, 0.75, 0.75)
        assert row["minimal"] == 1.0
        assert min(row["highs"], row["trust"], row["total"]) > 0
    assert "p3: the gold has 'plenty', which is no number" in capsys.readouterr().out


@pytest.mark.parametrize(("whole", "objective"), [(False, "120"), (True, "118")])
def test_values_are_exact(whole: bool, objective: str) -> None:
    done = measured(gold_programme(record(), whole))
    assert isinstance(done, dict)
    assert (done["verdict"], done["objective"], done["certified"], done["agree"]) == (
        "optimal",
        objective,
        True,
        True,
    )


def test_random_programmes_need_no_file_and_go_on(tmp_path: Path) -> None:
    options = Options(Path(), 2, tmp_path / "rows.json", tmp_path / "journal", ("infeasible",))
    found = rows(options)
    assert {model for _, model in found} == {"infeasible LP", "infeasible IP"}
    assert all(row["accuracy"] == row["minimal"] == row["agree"] == 1.0 for row in found.values())
    assert rows(options) == found  # to the last digit of the time: nothing is done again
    assert len((tmp_path / "journal").read_text().splitlines()) == 4


def test_what_holds_no_programmes_is_a_fault(tmp_path: Path) -> None:
    other = tmp_path / "rows.jsonl"
    other.write_text('{"text": "Ann is old.", "question": "Is Ann old?", "gold": "True"}')
    with pytest.raises(FaultError, match="holds no formulations"):
        bench(Options(other))
    with pytest.raises(FaultError, match="no texts to ask"):
        bench(Options(Path(), lm="embedded"))


def test_the_command_takes_a_file_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Options] = []
    monkeypatch.setattr(cli, "bench", lambda name: heard.append)
    path = file(tmp_path, record())
    for words in ([], [str(path), "--lm", "embedded", "--only", "text"], [str(path), "--lm", "scripted/x"]):
        assert CliRunner().invoke(cli.app, ["optimise", *words]).exit_code == 0
    assert [options.data for options in heard] == [Path(), path, path]
    assert [options.lm_settings for options in heard] == [{}, {"threads": 1}, {}]


# --- texts

PROBLEM = """\
hours, carts, vans : {sort}
"There are 40 hours."
    hours == {hours}
"A cart takes 2 hours, a van 3."
    2 * carts + 3 * vans <= hours
assumed
    carts >= 0
assumed
    vans >= 0
maximize
    5 * carts + 9 * vans
"""


def solved(problem: Problem) -> Result:
    return decide(problem, [backend("sat"), backend("z3")])


def told(hours: int, sort: str = "Int", *faults: Fault) -> Answer:
    problem = loads(PROBLEM.format(hours=hours, sort=sort))
    result = solved(problem)
    return Answer(result.verdict, problem=problem, result=result, faults=faults)


@pytest.mark.parametrize(
    ("answer", "same", "value"),
    [
        (told(40), True, True),
        (told(40, "Real"), True, True),
        (told(41), False, False),
        (told(40, "Int", Fault("doubtful", "may be misread", severity="warning")), True, True),
    ],
)
def test_a_reading_is_held_against_the_gold(answer: Answer, same: bool, value: bool) -> None:
    done = compared(record(), answer, solved)
    assert (done["read"], done["same"], done["answer"]) == (True, same, value)


def test_wrong_without_a_warning_is_counted_apart() -> None:
    doubt = Fault("doubtful", "may be misread", severity="warning")
    answers = [told(40), told(41), told(41, "Int", doubt), Answer(Verdict.UNTRANSLATED)]
    row = text_row("lm", [compared(record(), answer, solved) for answer in answers])
    assert (row["executable"], row["accuracy"], row["answer"]) == (0.75, 0.25, 0.25)
    assert (row["wrong"], row["unwarned"], row["withheld"]) == (0.5, 0.25, 0.25)


def test_texts_are_asked(tmp_path: Path) -> None:
    replies = tmp_path / "replies.json"
    replies.write_text(json.dumps([PROBLEM.format(hours=40, sort="Int")]), encoding="utf-8")
    options = Options(
        file(tmp_path, record()), json=tmp_path / "rows.json", only=("text",), lm=f"scripted/{replies}"
    )
    ((key, row),) = rows(options).items()
    assert key[0] == "text"
    assert row["n"] == 1
    with Engine() as engine:
        assert engine.solve(loads(PROBLEM.format(hours=40, sort="Int"))).verdict is Verdict.OPTIMAL
