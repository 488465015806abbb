"""What declarations take from a graph is read as it is written, and what is not so is said with a hint."""

from fractions import Fraction

import pytest

import neurosym as ns
from neurosym.faults import FaultError
from neurosym.ir.awaited import FROM_GRAPH
from neurosym.ir.core import Enumeration
from neurosym.ir.document import print_problem
from neurosym.solve.graph.origins import Condition, Members, condition, members


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("geo:City", Members("geo:City")),
        (
            'things where directed_by "Ada L."',
            Members("", (Condition((("directed_by", True),), '"Ada L."'),)),
        ),
        (
            "geo:City where geo:area >= 2.5 and not ^geo:capital and others",
            Members(
                "geo:City",
                (
                    Condition((("geo:area", True),), "", ">=", Fraction(5, 2)),
                    Condition((("geo:capital", False),), denied=True),
                ),
                others=True,
            ),
        ),
        ("<http://x.org/City>", Members("<http://x.org/City>")),
    ],
)  # fmt: skip
def test_members_are_read(text: str, asked: Members) -> None:
    assert members(FROM_GRAPH + text) == asked


def test_a_path_has_steps_along_and_against() -> None:
    assert condition("graph: geo:country/^geo:capital").path == (
        ("geo:country", True),
        ("geo:capital", False),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("geo:City where", "a property is wanted"),
        ("things", "too many"),
        ("geo:City geo:Country", "not expected here"),
        ("geo:City where geo:area >= large", "a number is wanted"),
        ("geo:City where " + " and ".join(["a"] * 20), "more than 12 conditions"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, said: str) -> None:
    with pytest.raises(FaultError, match=said):
        members(FROM_GRAPH + text)


def test_declarations_are_printed_as_they_are_read() -> None:
    text = (
        "sort City = paris, lyon from geo:City\n"
        'sort Port "graph: <http://x.org/#Port>"\n'
        'sort Plain >= it "a gloss of no graph"\n\n'
        'near : City, City -> Bool from geo:near\ndefined big : City -> Bool from geo:in "The North"\n\n'
        "find near\n"
    )
    problem = ns.loads(text)
    assert print_problem(problem) == text
    assert [sort.gloss for sort in problem.sorts if isinstance(sort, Enumeration)] == [
        "graph: geo:City",
        "graph: <http://x.org/#Port>",
        "a gloss of no graph",
    ]
    assert ns.loads(print_problem(problem)) == problem
