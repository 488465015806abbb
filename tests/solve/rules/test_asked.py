"""Questions about derived facts: what is a variable, what a value, and what is no question."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.ir.rules import read_rules
from neurosym.solve.rules import Fact, Programme
from neurosym.solve.rules.asked import read_asked, unquoted

BASE = read_rules(
    "sort P\nparent, ancestor : P, P -> Bool\nage : P -> Int\nrainy : Bool\n"
    "ancestor(x, y) if parent(x, y)\nancestor(x, z) if parent(x, y) and ancestor(y, z)\n"
)
FACTS = {"parent": [("ada", "ben"), ("ben", "ada"), ("Cy, Jr.", "X"), ("X", "X")], "age": [("ada", 40)]}
DERIVED = Programme.of(BASE).run(FACTS)


def answers(text: str, new: bool = False) -> list[str]:
    rows = read_asked(text, BASE.signature, unquoted).rows(DERIVED, new)
    return [" ".join(map(str, row)) for row in rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("parent", ["ada ben", "ben ada", "Cy, Jr. X", "X X"]),
        ("parent(ada, X)", ["ada ben"]),
        ("parent(?who,ada)", ["ben ada"]),
        ("parent(_, _)", ["ada ben", "ben ada", "Cy, Jr. X", "X X"]),
        ("parent(Y1, Y1)", ["X X"]),
        ('parent("Cy, Jr.", Z)', ["Cy, Jr. X"]),
        ("parent(Z, 'X')", ["Cy, Jr. X", "X X"]),
        ("ancestor(X, X)", ["X X", "ada ada", "ben ben"]),
        ("age(P, 40)", ["ada 40"]),
        ("age(P, 41)", []),
        ("parent(zoe, X)", []),
        ("parent(ada, ben)", ["ada ben"]),
        ("rainy", []),
        ("rainy()", []),
    ],
)
def test_a_question_finds_the_facts_that_answer(text: str, expected: list[str]) -> None:
    assert sorted(answers(text)) == sorted(expected)


def test_new_facts_are_those_that_were_not_stated() -> None:
    assert answers("parent", new=True) == []
    assert len(answers("ancestor", new=True)) == len(answers("ancestor")) == 6


def test_a_question_without_a_variable_is_a_fact() -> None:
    assert read_asked("age(ada, 40)", BASE.signature).fact == Fact("age", ("ada", 40))
    assert read_asked("age(ada, N)", BASE.signature).fact is None
    assert read_asked("rainy", BASE.signature).fact == Fact("rainy")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from("\"'"))
def test_any_name_can_be_quoted(name: str, quote: str) -> None:
    written = name.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    asked = read_asked(f"parent({quote}{written}{quote}, X)", BASE.signature, unquoted)
    assert asked.args[0] == name


@given(st.text())
def test_a_question_is_read_or_refused(text: str) -> None:
    for form in (text, f"parent({text})", f"age(ada, {text})"):
        with suppress(FaultError):
            read_asked(form, BASE.signature, unquoted)


@pytest.mark.parametrize(
    ("text", "code", "what"),
    [
        ("ancestr(ada, X)", "unknown-name", "did you mean `ancestor`"),
        ("ancestor(ada)", "arity", "2 places, not 1: ancestor\\(P, P\\)"),
        ("ancestor()", "arity", "2 places, not 0"),
        ("age(ada, old)", "sort", "`old` is no whole number"),
        ("ancestor(ada, X", "syntax", "is no question"),
        ("ancestor(ada,, X)", "syntax", "is no question"),
        ("not ancestor(ada, X)", "syntax", "is no question"),
        ("ancestor(f(x), y)", "syntax", "is no question"),
        ("", "syntax", "is no question"),
    ],
)
def test_what_is_no_question(text: str, code: str, what: str) -> None:
    with pytest.raises(FaultError, match=what) as error:
        read_asked(text, BASE.signature)
    assert error.value.faults[0].code == code
