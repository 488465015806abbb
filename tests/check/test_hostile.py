"""Problems made to hurt: each check answers with faults, whatever the names, the text and the size."""

import pytest

from neurosym.check import examine, repair
from neurosym.faults import weight
from neurosym.ir.core import FALSE, Apply, Claim, Element, Entails, Enumeration, Not, Problem, Symbol, Term
from neurosym.ir.notation import read_problem
from neurosym.ir.syntax import MAX_DEPTH

HEAD = "sort T >= a, b\np : T -> Bool\n"
TAIL = '\nentails "Is it so?"\n    p(a)\n'


def of(*claims: Claim, names: tuple[str, ...] = ("a",), text: str = "") -> Problem:
    sorts = (Enumeration("T", names, closed=False),)
    return Problem(sorts, (Symbol("p", ("T",)),), claims, Entails(Apply("p", (Element(names[0]),))), text)


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "new york",
        "class",
        "__import__('os')",
        'a"); (exit)',
        "a\N{RIGHT-TO-LEFT OVERRIDE}b",
        "a\0b",
        "😀",
        "ﬁ",
        "x" * 10_000,
    ],
)
def test_a_name_that_is_none_is_told_and_renamed(name: str) -> None:
    problem = of(Claim("c1", Apply("p", (Element(name),))), names=(name, "b"))
    faults = examine(problem)
    assert all("\N{RIGHT-TO-LEFT OVERRIDE}" not in str(fault) and "\0" not in str(fault) for fault in faults)
    left = repair(problem)
    assert weight(left.faults) == (0, 0) or name == "x" * 10_000
    assert left.problem.sorts[0] != problem.sorts[0] or name == "x" * 10_000


def test_a_deep_formula_is_a_fault_and_nothing_else_is_looked_at() -> None:
    deep: Term = Apply("p", (Element("a"),))
    for _ in range(20_000):
        deep = Not(deep)
    faults = examine(of(Claim("c1", deep)))
    assert [fault.code for fault in faults] == ["too-big"]
    assert str(MAX_DEPTH) in faults[0].what


@pytest.mark.parametrize(
    "unit",
    ["The cat sees the dog. ", "1. ", "x", "((", '"', "true or false ", "A) b\n", "\N{ARABIC LETTER BEH} "],
)
def test_a_long_text_of_anything(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    claim = Claim("c1", Apply("p", (Element("a"),)), "The cat sees the dog.")
    assert isinstance(examine(of(claim, text=text)), tuple)


def test_many_names_that_nobody_declared() -> None:
    lines = "\n".join(f"    q{number}(zz{number})" for number in range(2_000))
    problem = read_problem(f"{HEAD}said\n{lines}{TAIL}")
    faults = examine(problem)
    assert sum(fault.code == "unknown-name" for fault in faults) == 4_000
    assert sum(bool(fault.hint.startswith("did you mean")) for fault in faults) <= 20


def test_many_symbols_in_pairs_are_compared_by_key_and_not_with_each_other() -> None:
    names = "\n".join(f"blicket{n} : T -> Bool\nblicket{n}s : T -> Bool" for n in range(1_000))
    lines = "\n".join(f"    all(blicket{n + 1}s(x) for x in T if blicket{n}(x))" for n in range(999))
    faults = examine(read_problem(f"{HEAD}{names}\nsaid\n{lines}{TAIL}"))
    assert len(faults) < 3_000


def test_a_claim_that_is_false_by_itself_does_not_stop_the_others() -> None:
    assert examine(of(Claim("c1", FALSE), Claim("c2", Apply("p", (Element("a"),))))) == ()
