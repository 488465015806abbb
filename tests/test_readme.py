"""The README tells the truth: its commands run, and print what stands below them.

`pytest tests/test_readme.py --update-golden` writes anew what is printed.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from neurosym.answer import Answer
from neurosym.engine import Engine
from neurosym.faults import FaultError
from neurosym.lm.embedded.fetch import default_cache, fetch_weights, find_weights

HOUSE = Path(__file__).parents[1]
README = HOUSE / "README.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [body for name, body in BLOCK.findall(README.read_text(encoding="utf-8")) if name == kind]


def run(*command: str) -> str:
    env = {**os.environ, "PYTHONPATH": str(HOUSE), "COLUMNS": "118", "NO_COLOR": "1"}
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=HOUSE, env=env, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return timeless(done.stdout)


def timeless(text: str) -> str:
    """Timings differ from run to run."""
    return re.sub(r"in \d+(\.\d+)? m?s", "in 1 ms", text).rstrip() + "\n"


def updated(before: str, after: str) -> None:
    text = README.read_text(encoding="utf-8")
    assert before in text
    README.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def weights() -> Path:
    """The weights of the embedded LM, fetched if need be."""
    found = find_weights("", default_cache())
    try:
        return found or fetch_weights(default_cache())
    except FaultError as error:
        pytest.skip(f"the embedded LM cannot be had here: {error}")


@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_a_command_prints_what_is_shown(number: int, request: pytest.FixtureRequest) -> None:
    block = blocks("console")[number]
    prompt, _, shown = block.partition("\n")
    words = shlex.split(prompt.removeprefix("$ neurosym "))
    if "--lm" not in words and ("--knowledge" in words or any(word.endswith(".txt") for word in words)):
        request.getfixturevalue("weights")
    printed = run(sys.executable, "-m", "neurosym", *words)
    if request.config.getoption("--update-golden"):
        updated(f"```console\n{block}```", f"```console\n{prompt}\n{printed}```")
    else:
        assert printed == shown


@pytest.mark.usefixtures("weights")
def test_the_python_lines_print_what_is_shown(request: pytest.FixtureRequest) -> None:
    (code,), shown = blocks("python"), blocks("text")[0]
    printed = run(sys.executable, "-c", code)
    if request.config.getoption("--update-golden"):
        head = f"```python\n{code}```\n\n```text\n"
        updated(f"{head}{shown}```", f"{head}{printed}```")
    else:
        assert printed == shown


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    (command,) = (line for block in blocks("sh") for line in block.splitlines() if "pytest" in line)
    gate = (HOUSE / ".ci" / "run").read_text(encoding="utf-8")
    assert command.split("-m pytest ")[1] in gate
    assert "'.[dev]'" in command
    assert "'.[dev]'" in gate


@pytest.mark.parametrize("path", sorted(HOUSE.glob("examples/*.problem")), ids=lambda p: p.name)
def test_an_example_is_answered(path: Path) -> None:
    printed = run(sys.executable, "-m", "neurosym", "solve", str(path))
    heads = ("Yes, proved", "Exactly one", "The text does not", "No solution", "B: ", "Optimal")
    assert printed.startswith(heads)
    assert "warnings" not in printed


READ = sorted(path for path in HOUSE.glob("examples/*.txt") if path.name != "coffee.txt")


PLANS = re.findall(
    r"^\| [^|`]+ \| `neurosym ask examples/(\w+)\.txt` \| (.+) \|$", README.read_text("utf-8"), re.M
)


@pytest.fixture(scope="module")
def answers(weights: Path) -> dict[str, Answer]:
    """What the embedded LM's readings of each text come to."""
    assert weights.exists()
    with Engine() as engine:
        return {path.stem: engine.ask(path.read_text("utf-8")) for path in READ}


def test_every_text_is_answered(answers: dict[str, Answer]) -> None:
    verdicts = {name: answer.verdict.value for name, answer in answers.items() if name not in dict(PLANS)}
    answered = {"heron": "refuted", "island": "unique", "race": "unique", "street": "unique"}
    answered |= {"syllogism": "proved", "access": "proved", "deposit": "refuted", "choir": "undetermined"}
    assert verdicts == {**answered, "clash": "inconsistent", "bakery": "optimal", "easels": "optimal"}


@pytest.mark.parametrize(("name", "printed"), PLANS, ids=[name for name, _ in PLANS])
def test_a_plan_of_each_kind_is_certified(name: str, printed: str, answers: dict[str, Answer]) -> None:
    """As the table has it. `learn/texts/classes.txt` has the same texts with their readings, for no LM."""
    answer = answers[name]
    assert (str(answer), answer.trust) == (printed, "certified")
    assert {fault.code for fault in answer.faults} <= {"infeasible", "unbounded"}


@pytest.mark.parametrize("path", sorted(HOUSE.glob("examples/*.py")), ids=lambda p: p.name)
def test_an_example_program_runs(path: Path) -> None:
    assert run(sys.executable, str(path)).strip()
