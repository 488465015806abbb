"""Sorts that a draft misspells or forgets are put right, and each change is said."""

from neurosym.ir.wire import WireClaim, WireGoal, WireOption, WireProblem
from neurosym.translate.respell import read_draft


def draft(**changes: object) -> WireProblem:
    parts: dict[str, object] = {
        "sorts": ["sort Cat >= tom"],
        "symbols": ["purrs : Cat -> Bool"],
        "claims": [WireClaim(id="c1", says="All cats purr.", means="all(purrs(x) for x in Cats)")],
        "goal": WireGoal(kind="entails", means="any(purrs(x) for x in Cats)"),
    }
    return WireProblem.model_validate({**parts, **changes})


def test_a_near_name_is_put_right_everywhere() -> None:
    wire, read, repairs = read_draft(draft())
    assert read.faults == ()
    assert read.problem is not None
    assert wire.claims[0].means == "all(purrs(x) for x in Cat)"
    assert repairs == ("c1: `Cats` is read as `Cat`", "goal: `Cats` is read as `Cat`")


def test_options_are_put_right_too() -> None:
    options = [WireOption(label=label, means="all(purrs(x) for x in Cats)") for label in "AB"]
    _, read, _ = read_draft(draft(goal=WireGoal(kind="must", options=options)))
    assert read.faults == ()


def test_a_forgotten_sort_is_declared_open() -> None:
    wire, read, repairs = read_draft(draft(sorts=[]))
    assert "sort Cats" in wire.sorts
    assert read.faults == ()
    assert repairs == ("the sort `Cats` is declared, as an open one",)


def test_a_draft_without_such_faults_stays_as_it_is() -> None:
    wire = draft(claims=[WireClaim(id="c1", says="x", means="purrs(tom")], goal=WireGoal(kind="find"))
    assert read_draft(wire)[0] == wire
    assert read_draft(wire)[2] == ()


def test_another_unknown_name_does_not_loop() -> None:
    claims = [
        WireClaim(id=f"c{n}", says="x", means=f"any(purrs(x) for x in Sort{n}zz{n})") for n in range(40)
    ]
    _, read, repairs = read_draft(draft(claims=claims))
    assert len(repairs) + len(read.faults) >= 40
