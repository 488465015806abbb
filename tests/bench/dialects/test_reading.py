"""Sections, brackets, and which dialect a program is in."""

import pytest

from neurosym.bench.dialects import read
from neurosym.bench.dialects.brackets import balanced
from neurosym.bench.dialects.recording import Recording, sections
from neurosym.faults import FaultError
from neurosym.ir.core import Entails, Options


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(a, [b])", "f(a, [b])"),
        ("f(a))) ", "f(a)"),
        ("f(g(a), [b", "f(g(a), [b])"),
        ("f(a)) and g(b)", "f(a)) and g(b)"),
        ("f(a]", "f(a]"),
        ("", ""),
    ],
)
def test_only_the_end_of_a_text_is_balanced(text: str, expected: str) -> None:
    assert balanced(text) == expected


def test_sections_have_many_forms_of_headings() -> None:
    text = "**Facts:**\n1. Red(a)\n- Red(b) ::: b is red\n\n# Query\nRed(c)"
    found = sections(text, ("Facts", "Query"))
    assert [(line.number, line.text, line.says) for line in found["Facts"]] == [
        (2, "Red(a)", ""),
        (3, "Red(b)", "b is red"),
    ]
    assert [line.text for line in found["Query"]] == ["Red(c)"]
    assert [line.text for line in sections("Query: Red(c)", ("Query",))["Query"]] == ["Red(c)"]


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("Facts:\nRed(Bob, True)\nQuery:\nRed(Bob, True)", Entails),
        ("Premises:\nRed(bob)\nConclusion:\nRed(bob)", Entails),
        ("Variables:\na [IN] [1, 2]\nConstraints:\na == 1\nQuery:\nA) a == 1", Options),
        (
            "# Declarations\np = EnumSort([a, b])\nq = Function([p] -> [bool])\n# Options\nis_sat(q(a))",
            Options,
        ),
    ],
)
def test_the_headings_tell_the_dialect(program: str, kind: type[object]) -> None:
    assert isinstance(read(Recording(program)).problem.goal, kind)


@pytest.mark.parametrize(
    "program", ["", "I cannot do that.", "#include <stdio.h>\n" * 500, "t" * 5_000, "Premises:\nP(a)"]
)
def test_what_is_no_program_is_a_fault(program: str) -> None:
    with pytest.raises(FaultError, match="no program"):
        read(Recording(program))
