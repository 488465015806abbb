"""Reasons as text, Markdown and graphs, where foreign words cannot break the form."""

from neurosym.explain.report import Section, aligned, as_markdown, as_text, sections, spared
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict

PROBLEM = read_problem(
    'p, q : Bool\ndefined d : Bool\n"One."\n    p\nassumed "Two."\n    q\n'
    "assumed\n    p or q\nrule\n    d\nentails\n    p"
)


def titles(result: Result) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {section.title: section.lines for section in sections(PROBLEM, result)}


def test_a_proof_shows_its_claims_and_what_was_not_needed() -> None:
    found = titles(Result(Verdict.PROVED, core=("c1", "c2"), minimal=True))
    assert found["because"] == (("c1", "One.", "p"), ("c2", "(assumed) Two.", "q"))
    assert found["not needed"] == (("c3",),)


def test_a_core_that_is_not_minimal_calls_nothing_unneeded() -> None:
    result = Result(Verdict.PROVED, core=("c1",), minimal=False)
    assert "not needed" not in titles(result)
    assert spared(PROBLEM, result) == ()


def test_rules_are_never_called_unneeded() -> None:
    kinds = {claim.kind for claim in spared(PROBLEM, Result(Verdict.PROVED, core=("c1",), minimal=True))}
    assert kinds == {"assumed"}


def test_a_conflict_is_called_one() -> None:
    assert set(titles(Result(Verdict.INCONSISTENT, core=("c1",)))) == {"conflict"}


def test_text_is_aligned_under_its_titles() -> None:
    text = as_text(
        "Yes.", "certified", [Section("because", (("c1", "One.", "p"), ("c10", "Two long.", "q")))]
    )
    assert text.splitlines() == [
        f"{'Yes.':<70}certified",
        "because     c1   One.       p",
        "            c10  Two long.  q",
    ]


def test_markdown_shows_foreign_words_as_they_are() -> None:
    text = as_markdown("Yes.", "", [Section("because", (("c1", "a|b <script> *x* `y`", "p"),))])
    assert "<script>" not in text
    assert "a\\|b &lt;script&gt; \\*x\\* \\`y\\`" in text


def test_the_figures_of_a_text_are_no_part_of_its_plan() -> None:
    problem = read_problem(
        'desks : Int  # "desks: counted"\nprofit, limit, spare : Real\n'
        '"A desk brings $9."\n    profit == 9\n"Make at most 5."\n    limit == 5 and desks <= limit\n'
        '"Keep 2 aside."\n    spare == 2\nmaximize "The most?"\n    profit * desks'
    )
    value = {"objective": 45, "desks": 5, "profit": 9, "limit": 5, "spare": 2}
    found = {part.title: part.lines for part in sections(problem, Result(Verdict.OPTIMAL, value=value))}
    assert found["solution"] == (("objective = 45",), ("desks = 5",), ("limit = 5",), ("spare = 2",))


def test_what_is_only_taken_for_granted_is_said() -> None:
    problem = read_problem('x : Int\nassumed "One hour is 60 minutes."\n    True\nmaximize\n    x\n')
    result = Result(Verdict.OPTIMAL, assumptions=("different names are different individuals",))
    granted = next(part for part in sections(problem, result) if part.title == "assuming")
    assert granted.lines == (("different names are different individuals",), ("One hour is 60 minutes.",))


def test_wide_characters_take_two_columns() -> None:
    assert list(aligned([("田中", "c1"), ("ben", "c2"), ("é", "c3")])) == ["田中  c1", "ben   c2", "é     c3"]
