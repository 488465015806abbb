"""Programs written like Python for Z3 are read, never run."""

from pathlib import Path

import pytest

from neurosym.bench.dialects import lsat
from neurosym.bench.dialects.recording import Reading, Recording
from neurosym.faults import FaultError
from neurosym.ir.core import Enumeration, Options, Range
from neurosym.ir.pretty import print_formula
from neurosym.solve.decide import decide
from neurosym.solve.sat import SatBackend

DECLARED = """children = EnumSort([Fred, Juan, Nita, Rachel])
boys = EnumSort([Fred, Juan])
girls = EnumSort([Nita, Rachel])
lockers = EnumSort([1, 2, 3])
days = EnumSort([Monday, Tuesday])
assigned = Function([children] -> [lockers])
duty = Function([children, days] -> [bool])
age = Function([children] -> [int])"""
OPTION = "is_valid(assigned(Fred) == 1) ::: (A)"


def read(constraints: str = "", options: str = OPTION, declared: str = DECLARED) -> Reading:
    sections = {
        "Declarations": declared,
        "Constraints": constraints,
        "Options": f"Question ::: Which?\n{options}",
    }
    program = "\n\n".join(f"# {heading}\n{lines}" for heading, lines in sections.items())
    said = ("A) Fred has locker 1.", "B) Nita has locker 2.")
    return lsat.read(Recording(program, "Four children.", "Which one must be true?", said))


def claims(reading: Reading) -> list[str]:
    return [print_formula(claim.formula) for claim in reading.problem.claims if claim.kind == "said"]


def goal(reading: Reading) -> Options:
    assert isinstance(reading.problem.goal, Options)
    return reading.problem.goal


def test_sorts_that_share_members_are_one_sort_with_predicates() -> None:
    problem = read().problem
    assert problem.sorts[0] == Enumeration("children", ("Fred", "Juan", "Nita", "Rachel"))
    assert Range("lockers", 1, 3) in problem.sorts
    assert {s.name: (s.args, s.result) for s in problem.symbols}["boys"] == (("children",), "Bool")
    assumed = [print_formula(claim.formula) for claim in problem.claims if claim.kind == "assumed"]
    assert assumed[0] == "all(boys(x) == (x == Fred or x == Juan) for x in children)"


def test_a_union_of_sorts_is_a_sort() -> None:
    declared = "boys = EnumSort([Fred])\ngirls = EnumSort([Nita])\nsat = Function([boys + girls] -> [bool])"
    problem = read("sat(Nita)", "is_sat(sat(Fred)) ::: (A)", declared).problem
    assert [sort.elements for sort in problem.sorts if isinstance(sort, Enumeration)] == [("Fred", "Nita")]
    assert decide(problem, [SatBackend()]).value == "A"


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("ForAll([c:children], assigned(c) != 2)", "all(assigned(c) != 2 for c in children)"),
        ("ForAll([b:boys], assigned(b) == 1)", "all(assigned(b) == 1 for b in children if boys(b))"),
        ("Exists([g:girls], assigned(g) == 1)", "any(girls(g) and assigned(g) == 1 for g in children)"),
        (
            "ForAll([c:children, l:lockers], Implies(assigned(c) == l, l < 3))",
            "all(l < 3 for c in children for l in lockers if assigned(c) == l)",
        ),
        ("Count([c:children], assigned(c) == 1) == 2", "count(assigned(c) == 1 for c in children) == 2"),
        (
            "Count([b:boys], assigned(b) == 1) <= 1",
            "count(boys(b) and assigned(b) == 1 for b in children) <= 1",
        ),
        ("Distinct([c:children], assigned(c))", "distinct(assigned(c) for c in children)"),
        ("Distinct([assigned(Fred), assigned(Juan)])", "distinct(assigned(Fred), assigned(Juan))"),
        ("AtLeast([c:children], assigned(c) == 1, 2)", "count(assigned(c) == 1 for c in children) >= 2"),
        ("AtMost(1, [c:children], assigned(c) == 1)", "count(assigned(c) == 1 for c in children) <= 1"),
        ("Sum([c:children], age(c)) > 9", "sum(age(c) for c in children) > 9"),
        ("Abs(assigned(Fred) - assigned(Juan)) == 1", "abs(assigned(Fred) - assigned(Juan)) == 1"),
        ("age(Fred) % 2 == 0", "age(Fred) % 2 == 0"),
        ("If(assigned(Fred) == 1, age(Fred), 2) == 2", "(age(Fred) if assigned(Fred) == 1 else 2) == 2"),
        ("If(assigned(Fred) == 1, assigned(Juan) == 2)", "implies(assigned(Fred) == 1, assigned(Juan) == 2)"),
        (
            "assigned(Fred) == 1 && assigned(Juan) == 2 || duty(Fred, Monday)",
            "assigned(Fred) == 1 and assigned(Juan) == 2 or duty(Fred, Monday)",
        ),
        ("assigned(Fred) == 1 ==> assigned(Juan) == 2", "implies(assigned(Fred) == 1, assigned(Juan) == 2)"),
        ("And([assigned(Fred) == 1, duty(Fred, Monday)])", "assigned(Fred) == 1 and duty(Fred, Monday)"),
        ("Not(duty(Fred, Monday)) == duty(Juan, Monday)", "(not duty(Fred, Monday)) == duty(Juan, Monday)"),
        ("assigned(Fred) in [1, 2]", "assigned(Fred) == 1 or assigned(Fred) == 2"),
        (
            "ForAll([c:children], Implies(c in boys, assigned(c) in lockers))",
            "all(True for c in children if boys(c))",
        ),
        ("duty([g:girls], Monday)", "any(girls(g) and duty(g, Monday) for g in children)"),
        ("duty(Fred, _)", "any(duty(Fred, some) for some in days)"),
        ("assigned(Fred) != None", "True"),
        ("assigned(Fred) == 1, assigned(Juan) == 2", "assigned(Fred) == 1 and assigned(Juan) == 2"),
        ("ForAll([c:children], assigned(c) != 2)))", "all(assigned(c) != 2 for c in children)"),
        (
            "ForAll([c:children], Exists([d:days], duty(c, d))",
            "all(any(duty(c, d) for d in days) for c in children)",
        ),
    ],
)
def test_constraints(line: str, formula: str) -> None:
    reading = read(line)
    assert reading.unread == ()
    assert claims(reading) == [formula]


@pytest.mark.parametrize(
    ("option", "mode"),
    [
        ("is_valid({})", "must"),
        ("is_sat({})", "could"),
        ("is_unsat({})", "cannot"),
        ("is_false({})", "cannot"),
        ("is_exception(is_sat({}))", "cannot"),
        ("is_exception(is_valid({}))", "except"),
        ("{}", "must"),
    ],
)
def test_what_is_asked_of_the_options(option: str, mode: str) -> None:
    first, second = option.format("assigned(Fred) == 1"), option.format("age(Fred) == 9")
    found = goal(read(options=f"{first} ::: (A)\n{second} ::: (B)"))
    assert found.mode == mode
    assert [(o.label, o.says, print_formula(o.formula)) for o in found.options] == [
        ("A", "Fred has locker 1.", "assigned(Fred) == 1"),
        ("B", "Nita has locker 2.", "age(Fred) == 9"),
    ]


def test_options_that_ask_different_things_are_a_fault() -> None:
    with pytest.raises(FaultError, match="different things"):
        read(options="is_valid(duty(Fred, Monday)) ::: (A)\nis_sat(duty(Juan, Monday)) ::: (B)")


@pytest.mark.parametrize("options", ["", "is_max(age(Fred)) ::: (A)", "Fred sleeps ::: (A)"])
def test_without_options_that_can_be_read_there_is_no_problem(options: str) -> None:
    with pytest.raises(FaultError):
        read(options=options)


def test_lines_that_cannot_be_read_are_left_out_with_their_number() -> None:
    reading = read("ForAll([z:zones], used(z))\nFred sleeps\nduty(Fred, Monday)")
    assert claims(reading) == ["duty(Fred, Monday)"]
    assert [(fault.code, fault.claim) for fault in reading.unread] == [
        ("unknown-sort", "c1"),
        ("syntax", "c2"),
    ]


def test_members_that_are_no_plain_words_have_names() -> None:
    declared = "\n".join(
        (
            'songs = EnumSort(["Night\'s All Right", Sammy])',
            "times = EnumSort([9:00AM, 1_P.M.])",
            "at = Function([songs] -> [times])",
        )
    )
    reading = read(
        'at("Night\'s All Right") == 9:00AM\nat(Sammy) == 1_P.M.',
        "is_sat(at(Sammy) == 9:00AM) ::: (A)",
        declared,
    )
    assert claims(reading) == ["at(Night_apos_s__All__Right) == _9_u3a_00AM", "at(Sammy) == _1_P_dot_M_dot_"]


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('touch FILE')",
        "[x for x in ().__class__.__base__.__subclasses__()]",
        "exec(\"open('FILE', 'w')\")",
        "lambda: open('FILE', 'w')",
        "ForAll([c:children], open('FILE', 'w'))",
    ],
)
def test_nothing_is_run(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read(
        text,
        f"is_sat({text}) ::: (A)\n{OPTION.replace('is_valid', 'is_sat').replace('(A)', '(B)')}",
        f"{DECLARED}\nx = {text}",
    )
    assert list(tmp_path.iterdir()) == []
