"""Verdicts as sentences, values as lines."""

from fractions import Fraction

import pytest

from neurosym.explain.say import clipped, fault_line, headline, outcome_line, plain, solution_lines
from neurosym.faults import Fault, Span
from neurosym.ir.core import TRUE, Entails, Enumerate, Find, Option, Options
from neurosym.ir.verdict import Result, Verdict

ENTAILS = Entails(TRUE)
OPTIONS = Options("must", (Option("A", TRUE, "Ida sings."), Option("B", TRUE)))


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_a_sentence(verdict: Verdict) -> None:
    for goal in (ENTAILS, OPTIONS, Find(), Enumerate(), None):
        for result in (None, Result(verdict), Result(Verdict.UNKNOWN)):
            said = headline(verdict, goal, result)
            assert said[0].isupper() or said[0] in "AB"
            assert said.endswith(".")


def test_only_the_verdicts_that_decide_say_yes_or_no() -> None:
    said = {verdict: headline(verdict, ENTAILS, Result(verdict)) for verdict in Verdict}
    yes = {verdict for verdict, line in said.items() if line.startswith("Yes")}
    assert yes == {Verdict.PROVED, Verdict.FOUND}
    assert {verdict for verdict, line in said.items() if line.startswith("No,")} == {Verdict.REFUTED}


@pytest.mark.parametrize(
    ("result", "said"),
    [
        (Result(Verdict.UNIQUE, "A"), "A: Ida sings."),
        (Result(Verdict.UNIQUE, "B"), "B."),
        (Result(Verdict.SEVERAL, ("A", "B")), "More than one option must be true: A, B."),
        (Result(Verdict.NONE, ()), "No option must be true."),
    ],
)
def test_options(result: Result, said: str) -> None:
    assert headline(result.verdict, OPTIONS, result) == said


def test_a_verdict_that_was_withheld_does_not_say_what_it_would_have_been() -> None:
    assert "Ida" not in headline(Verdict.UNTRANSLATED, OPTIONS, Result(Verdict.UNIQUE, "A"))


def test_counts_and_reasons() -> None:
    two = Result(Verdict.SEVERAL, ({"n": 1}, {"n": 2}), reason="there may be more")
    assert headline(Verdict.SEVERAL, Enumerate(), two) == "2 solutions (there may be more)."
    assert (
        headline(Verdict.UNKNOWN, ENTAILS, Result(Verdict.UNKNOWN, reason="out of time"))
        == "Not decided: out of time."
    )
    best = Result(Verdict.OPTIMAL, {"objective": Fraction(1, 2), "n": 3})
    assert headline(Verdict.OPTIMAL, None, best) == "Optimal: 1/2."


def test_a_graph_answers_with_decimals() -> None:
    found = Result(Verdict.FOUND, (("Ida", Fraction(15, 2)), ("Ulf", 3), ("Vera", Fraction(1, 3))))
    assert headline(Verdict.FOUND, None, found) == "Ida, 7.5, Ulf, 3, Vera, 1/3."


def test_values() -> None:
    value = {
        "seat": {"ida": 1, "ula": 2},
        "sings": {"ida": True, "ula": False},
        "n": Fraction(3, 2),
        "free": {"a": False},
    }
    assert list(solution_lines(value)) == ["seat  ida 1, ula 2", "sings  ida", "n = 3/2", "free  none"]
    assert list(solution_lines(({"n": 1}, {"n": 2}))) == ["1  n = 1", "2  n = 2"]
    assert next(solution_lines({"f": {str(n): n for n in range(30)}})).endswith("and 6 more")
    assert plain(True) == "yes"
    assert plain("\N{RIGHT-TO-LEFT OVERRIDE}x") == "\N{REPLACEMENT CHARACTER}x"


def test_long_text_is_clipped() -> None:
    assert clipped("abcdef", 6) == "abcdef"
    assert clipped("abcdefg", 6) == "abcde…"


def test_a_fault_fits_on_a_line() -> None:
    place = Span("awre(x)", 0, 4, "c3")
    assert (
        fault_line(Fault("unknown-name", "unknown symbol", place, claim="c3")) == "c3: unknown symbol: awre"
    )
    assert fault_line(Fault("goal", "there is no goal")) == "there is no goal"


def test_an_outcome_has_its_one_solution_and_names_the_trust_that_is_missing() -> None:
    one = Result(Verdict.UNIQUE, {"n": 1, "m": 2}, trust="certified")
    assert outcome_line(Find(), one) == "Exactly one solution. n = 1 · m = 2"
    assert outcome_line(ENTAILS, Result(Verdict.PROVED, trust="solver-claimed")) == (
        "Yes, proved. (solver-claimed)"
    )
    assert outcome_line(ENTAILS, Result(Verdict.UNKNOWN, reason="slow")) == "Not decided: slow."
