"""Random nodes, triples and queries."""

from __future__ import annotations

from hypothesis import strategies as st

from neurosym.knowledge.nodes import XSD, literal
from neurosym.knowledge.query import Absent, Counted, Either, Most, Part, Pattern, Query, Reach, Var
from neurosym.knowledge.query import Test as Comparison

E = "http://example.org/"
THINGS = [E + name for name in "abcd"]
PROPERTIES = [E + "p", E + "q"]
AGE = E + "age"
VALUES = [literal(str(n), XSD + "integer") for n in (-1, 2, 10)]
VALUES += [literal("2", XSD + "decimal"), literal("2.5", XSD + "decimal")]
WORDS = [literal("x"), literal("x", language="en"), literal("10")]
X, Y, Z = Var("x"), Var("y"), Var("z")

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
"""Any text: quotes, line breaks, control characters, right-to-left."""

triples = st.one_of(
    st.tuples(st.sampled_from(THINGS), st.sampled_from(PROPERTIES), st.sampled_from(THINGS + WORDS)),
    st.tuples(st.sampled_from(THINGS), st.just(AGE), st.sampled_from(VALUES)),
)
graphs = st.lists(triples, max_size=14)

variables = st.sampled_from([X, Y, Z])
subjects = st.one_of(variables, st.sampled_from(THINGS))
objects = st.one_of(variables, st.sampled_from(THINGS + WORDS + VALUES))
patterns = st.builds(Pattern, subjects, st.one_of(variables, st.sampled_from([*PROPERTIES, AGE])), objects)
reaches = st.builds(
    Reach,
    st.one_of(variables, st.sampled_from(THINGS)),
    st.lists(st.sampled_from(PROPERTIES), min_size=1, max_size=2, unique=True).map(tuple),
    st.one_of(variables, st.sampled_from(THINGS)),
    st.sampled_from([0, 1]),
)
tests = st.one_of(
    st.builds(Comparison, st.sampled_from(["==", "!="]), variables, objects),
    # two nodes that are the same and stand in no order are `<=` to some engines, and not to others
    st.builds(
        Comparison, st.sampled_from(["<", "<=", ">", ">="]), variables, st.sampled_from(VALUES + WORDS)
    ),
)


@st.composite
def most(draw: st.DrawFn) -> tuple[Part, Part]:
    """Draw a pattern of ages, and that one is the largest or the smallest of all or of a few."""
    among: list[Part] = [Pattern(Var("u"), AGE, Var("v"))]
    if draw(st.booleans()):
        among.append(Pattern(Var("u"), draw(st.sampled_from(PROPERTIES)), draw(st.sampled_from(THINGS))))
    return Pattern(X, AGE, Z), Most(Z, Var("v"), tuple(among), draw(st.booleans()))


@st.composite
def counted(draw: st.DrawFn) -> Part:
    """Draw a count of what a pattern finds, by another of its variables or of all."""
    inner = (Pattern(X, draw(st.sampled_from(PROPERTIES)), Y),)
    return Counted(Var("n"), Y, inner, draw(st.sampled_from([(), (X,)])))


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """Draw a query of one to four parts over the variables x, y, z and n."""
    simple = st.one_of(patterns, patterns, reaches)
    where: list[Part] = list(draw(st.lists(simple, min_size=1, max_size=2)))
    kinds = draw(st.sets(st.sampled_from(["test", "absent", "either", "counted", "most"]), max_size=2))
    if "either" in kinds:
        ways = st.lists(st.lists(st.one_of(patterns, reaches), max_size=2).map(tuple), min_size=1, max_size=3)
        where.append(Either(tuple(draw(ways))))
    if "counted" in kinds:
        where.append(draw(counted()))
    if "most" in kinds:
        where += draw(most())
    if "test" in kinds:
        where.append(draw(tests))
    if "absent" in kinds:
        inner = draw(st.lists(st.one_of(patterns, reaches), min_size=1, max_size=2))
        if draw(st.booleans()):
            inner.append(draw(tests))
        where.append(Absent(tuple(inner)))
    select = draw(st.lists(st.sampled_from([X, Y, Z, Var("n")]), max_size=3, unique=True))
    return Query(tuple(select), tuple(draw(st.permutations(where))))
