"""Definitions with recursion: held against the least models of all worlds, worked out one by one."""

from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.engine import Engine
from neurosym.ir.verdict import Verdict
from neurosym.rewrite.loops import Recursion

NODES = ("a", "b", "c")
PAIRS = tuple(product(NODES, repeat=2))
Edges = frozenset[tuple[str, str]]

HEAD = """sort Node = a, b, c
edge : Node, Node -> Bool
defined reaches, even, odd, stuck, leaves : Node, Node -> Bool
rule "On paths: how to get there, in how many steps, where there is no way, and no way back."
    reaches(x, y) if edge(x, y)
    reaches(x, z) if edge(x, y) and reaches(y, z)
    odd(x, y) if edge(x, y)
    odd(x, z) if edge(x, y) and even(y, z)
    even(x, z) if edge(x, y) and odd(y, z)
    stuck(x, y) if not reaches(x, y)
    leaves(x, y) if edge(x, y) and not reaches(y, x)
    leaves(x, z) if edge(x, y) and leaves(y, z)
"""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        yield engine


def least(edges: Edges) -> dict[str, Edges]:
    """The defined predicates where these are the edges: by walking."""
    walks = {1: edges}
    for length in range(2, 8):
        walks[length] = frozenset((x, z) for x, y in edges for v, z in walks[length - 1] if v == y)
    odd = frozenset[tuple[str, str]]().union(*(walks[n] for n in walks if n % 2))
    even = frozenset[tuple[str, str]]().union(*(walks[n] for n in walks if not n % 2))
    return {
        "edge": edges,
        "reaches": odd | even,
        "odd": odd,
        "even": even,
        "stuck": frozenset(PAIRS) - odd - even,
    }


atoms = st.tuples(
    st.sampled_from(("edge", "edge", "reaches", "odd", "even", "stuck")), st.sampled_from(PAIRS)
)
literals = st.tuples(atoms, st.booleans())


def holds(world: dict[str, Edges], literal: tuple[tuple[str, tuple[str, str]], bool]) -> bool:
    (name, pair), truth = literal
    return (pair in world[name]) is truth


def written(literal: tuple[tuple[str, tuple[str, str]], bool]) -> str:
    (name, (one, other)), truth = literal
    return f"{'' if truth else 'not '}{name}({one}, {other})"


def worlds() -> Iterable[dict[str, Edges]]:
    for bits in product((False, True), repeat=len(PAIRS)):
        yield least(frozenset(pair for pair, bit in zip(PAIRS, bits, strict=True) if bit))


WORLDS = list(worlds())


@settings(max_examples=60, deadline=None)
@given(st.lists(literals, max_size=8), literals)
def test_verdicts_are_those_of_all_worlds(
    engine: Engine,
    told: list[tuple[tuple[str, tuple[str, str]], bool]],
    asked: tuple[tuple[str, tuple[str, str]], bool],
) -> None:
    said = "".join(f'"{number}"\n    {written(literal)}\n' for number, literal in enumerate(told))
    answer = engine.solve(ns.loads(f'{HEAD}{said}entails "?"\n    {written(asked)}\n'))
    truths = {holds(world, asked) for world in WORLDS if all(holds(world, one) for one in told)}
    expected = {
        (): Verdict.INCONSISTENT,
        (True,): Verdict.PROVED,
        (False,): Verdict.REFUTED,
        (False, True): Verdict.UNDETERMINED,
    }[tuple(sorted(truths))]
    assert answer.verdict is expected
    assert answer.trust == "certified"


def test_which_predicates_are_recursive() -> None:
    problem = ns.loads(f'{HEAD}entails "?"\n    stuck(a, b)\n')
    assert set(Recursion(problem).circles) == {
        frozenset({"reaches"}),
        frozenset({"odd", "even"}),
        frozenset({"leaves"}),
    }


def test_open_sort_is_not_decided_by_a_circle(engine: Engine) -> None:
    text = HEAD.replace("Node = a", "Node >= a") + '"e"\n    edge(a, b)\nentails "?"\n    {}\n'
    assert engine.solve(ns.loads(text.format("reaches(a, b)"))).verdict is Verdict.PROVED
    assert engine.solve(ns.loads(text.format("reaches(b, c)"))).verdict in (
        Verdict.UNKNOWN,
        Verdict.UNDETERMINED,
    )
