"""The verb `guard`: an instruction, a state and a policy from the command line; exit codes and faults."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from neurosym.cli import app

PLANT = Path(__file__).parents[1] / "knowledge_graphs" / "plant.ttl"
STOP = json.dumps({"do": "stop", "what": "P-202A", "by": "M. Duarte"})
START = STOP.replace("stop", "start")


def run(action: str, *args: str, stdin: str = "") -> Result:
    policy = () if "--policy" in args else ("--policy", "safety_interlocks", "--policy", "plant_guard")
    state = () if "--state" in args else ("--state", str(PLANT))
    return CliRunner().invoke(app, ["guard", action, *state, *policy, *args], input=stdin)


@pytest.mark.parametrize(
    ("action", "args", "shown", "code"),
    [
        (STOP, (), "allowed: stop(this, P-202A)", 0),
        (START.replace("202A", "202B"), (), "Nothing is started that somebody has locked out.", 3),
        (START, (), "missing     area_clear(P-202A)", 4),
        (START, ("--state", str(PLANT), "--state", "area_clear(P-202A)"), "allowed: start", 0),
        (START, ("--state", str(PLANT), "--state", "not area_clear(P-202A)"), "refused: start", 3),
        ("explode(this)", (), "the rules have no `explode`", 3),
        ('{"do": "stop"', (), "the instruction is no JSON", 3),
        (STOP, ("--policy", "plant_guard", "--open", "locked_out"), "allowed", 0),
    ],
)
def test_an_instruction_is_judged_with_an_exit_code(
    action: str, args: tuple[str, ...], shown: str, code: int
) -> None:
    done = run(action, *args)
    assert shown in done.stdout
    assert (done.exit_code, "Traceback" in done.output) == (code, False)


def test_an_instruction_comes_from_a_file_or_standard_input_too(tmp_path: Path) -> None:
    (tmp_path / "action.json").write_text(STOP, encoding="utf-8")
    assert run(str(tmp_path / "action.json")).exit_code == 0
    assert run("-", stdin=STOP + "\n").exit_code == 0


def test_a_judgement_is_printed_as_json() -> None:
    done = run(STOP, "--json")
    assert done.exit_code == 0
    (because,) = json.loads(done.stdout)["because"]
    assert because["says"] == "Whoever is entitled may stop any machine at any time."
    assert because["cited"][0]["says"] == "P-202A · installed · true [plant.ttl]"
    assert because["certificate"]


@pytest.mark.parametrize(
    "args",
    [
        ("--state", "nowhere.ttl"),
        ("--state", "wet(p7)"),
        ("--policy", "plant_gard"),
        ("--policy", "kinship"),
        ("--open", "nothing"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_line(args: tuple[str, ...]) -> None:
    done = run(STOP, *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.output


def test_a_word_that_is_no_instruction_is_a_file_that_is_missing() -> None:
    assert run("stop").exit_code == 2
