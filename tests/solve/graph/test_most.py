"""The most and the least of a graph: asked by a formula that says that no other is beyond."""

from pathlib import Path

import pytest

from neurosym.grounded import Grounded
from neurosym.ir.load import loads

RIVERS = """
@prefix : <http://rivers.example/> .
:Ister :crosses :Dacia ; :length 2850 .
:Pathissus :crosses :Dacia ; :length 966 .
:Albis :crosses :Boihaemum ; :length 1094 .
"""
PROBLEM = """
sort Thing >= Dacia

crosses : Thing, Thing -> Bool
length : Thing, Real -> Bool

ask x in Thing "Which river of Dacia is {way}?"
    any(crosses(x, Dacia) and length(x, n)
        and not any((crosses(y, Dacia) and length(y, m)) and m {op} n for y in Thing for m in Real)
        for n in Real)
"""


@pytest.mark.parametrize(("way", "op", "river"), [("longest", ">", "Ister"), ("shortest", "<", "Pathissus")])
def test_what_no_other_is_beyond_is_found_and_certified(
    way: str, op: str, river: str, tmp_path: Path
) -> None:
    file = tmp_path / "rivers.ttl"
    file.write_text(RIVERS, encoding="utf-8")
    with Grounded(str(file)) as graph:
        answer = graph.solve(loads(PROBLEM.format(way=way, op=op)))
    assert answer.value == [river]
    assert answer.trust == "certified"
    assert len(answer.because) == 4
