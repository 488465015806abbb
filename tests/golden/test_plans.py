"""What is printed of plans, to the letter: `pytest --update-golden` writes it anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from neurosym.engine import Engine
from neurosym.ir.load import load

HERE = Path(__file__).with_name("plans")
PROBLEMS = sorted(HERE.glob("*.problem"))
SUPPOSED = {
    "transport": ("c2: sum(sent(south, b) for b in Baker) <= 30",),
    "projects": ("built(rink)", "sum(cost(s) if built(s) else 0 for s in Site) <= 11"),
    "diet": ("oats + hay <= 5",),
    "alike": ("ties + belts <= 9",),
    "clash": ("without c2",),
    "endless": ("posters <= 120",),
}


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as opened:
        yield opened


@pytest.mark.parametrize("path", PROBLEMS, ids=lambda path: path.stem)
def test_the_plan_is_told_as_written(path: Path, engine: Engine, pytestconfig: pytest.Config) -> None:
    answer = engine.solve(load(path))
    supposed = engine.what_if(answer, *SUPPOSED[path.stem])
    printed = f"{answer}\n\n{engine.plan(answer)}\n\nwhat if {', '.join(SUPPOSED[path.stem])}\n\n{supposed}\n"
    expected = HERE / f"{path.stem}.txt"
    if pytestconfig.getoption("--update-golden"):
        expected.write_text(printed, encoding="utf-8")
    assert printed == expected.read_text(encoding="utf-8")


def test_no_plan_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.txt")} == {path.stem for path in PROBLEMS} == SUPPOSED.keys()
