"""The bench of closures on small inputs: what it says of each engine."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from neurosym.bench import closures, owl_cases, parts
from neurosym.bench.parts import Skipped
from neurosym.bench.run import Options
from neurosym.bench.synthetic import RULES, synthetic
from neurosym.ir.rules import read_rules
from neurosym.knowledge.nodes import OWL, RDFS, TYPE
from neurosym.solve.graph.reason.closure import Closure
from tests.bench.conftest import Measured

EX = "http://example.org/"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closures, "SIZES", (600, 1_200))


@pytest.mark.usefixtures("small")
def test_rows_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, measured: Measured) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda name: None)
    rows = measured(closures, Options(tmp_path, limit=1))
    assert [row["engine"] for row in rows] == [
        "neurosym", "neurosym owl2rl", "neurosym, the first", "neurosym, a later one", "neurosym, anew",
    ]  # fmt: skip
    assert rows[0]["proved"] == "1000 of 1000 tried"
    assert rows[3]["right"] == "True"
    assert all(float(row["cpu_s"]) >= 0 and row["n"] == 600 for row in rows)
    assert {row["n"] for row in measured(closures, Options(tmp_path, only=("ten",)))} == {600, 1_200}


def test_what_is_not_there_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "find_spec", lambda name: None)
    said = {str(one) for one in closures.items(Options(tmp_path)) if isinstance(one, Skipped)}
    assert len(said) == 5
    for word in ("nemo is not", "reasonable", "owlrl", "`lubm`", f"`{owl_cases.FILE}`"):
        assert sum(word in one for one in said) == 1, word


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(("engine", "module", "lacks"), [
    ("nemo", "nmo_python", False), ("owlrl", "owlrl", False), ("reasonable", "reasonable", True),
])  # fmt: skip
def test_others_find_what_we_find(
    tmp_path: Path, engine: str, module: str, lacks: bool, measured: Measured
) -> None:
    pytest.importorskip(module)
    (row,) = measured(closures, Options(tmp_path, limit=1, only=("ten", engine)))
    assert str(row["engine"]).startswith(engine)
    assert (int(row["missing"]) > 0) == lacks
    assert (int(row["more"]) > 0) == (engine != "nemo")
    assert float(row["ratio"]) > 0


@pytest.mark.data
def test_lubm_and_the_cases_of_the_w3c(shared_data: Path, measured: Measured) -> None:
    rows = {row["engine"]: row for row in measured(closures, Options(shared_data, only=("neurosym",)))
            if row["set"] in ("lubm", "w3c")}  # fmt: skip
    assert rows["neurosym owl2rl"]["right"] == "14 of 14"
    assert rows["neurosym, inconsistent"]["right"] == "11 of 11"
    assert rows["neurosym, entailed"]["right"] in ("26 of 27", "27 of 27")


def written(*triples: tuple[str, str, str]) -> str:
    graph = (tuple(f"<{EX}{word}>" if word[0] not in "<_" else word for word in one) for one in triples)
    lines = "".join(f"{subject} {predicate} {value} .\n" for subject, predicate, value in graph)
    parsed = ox.parse(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    return (ox.serialize(parsed, format=ox.RdfFormat.RDF_XML) or b"").decode()


CASES: list[tuple[dict[str, object], dict[str, bool]]] = [
    (
        {
            "rdfxml_premise": written(("Pump", f"<{RDFS}subClassOf>", "Machine"), ("p", f"<{TYPE}>", "Pump")),
            "rdfxml_conclusion": written(("_:some", f"<{TYPE}>", "Machine")),
            "rdfxml_nonconclusion": written(("p", f"<{TYPE}>", "Tank")),
            "types": ["ConsistencyTest"],
        },
        {"entailed": True, "not entailed": True, "consistent": True},
    ),
    (
        {
            "rdfxml_premise": written(
                ("Pump", f"<{OWL}disjointWith>", "Tank"),
                ("p", f"<{TYPE}>", "Pump"),
                ("p", f"<{TYPE}>", "Tank"),
            ),
            "types": ["InconsistencyTest"],
        },
        {"inconsistent": True},
    ),
]


@pytest.mark.parametrize(("case", "told"), CASES)
def test_all_are_judged_by_the_same_cases(case: dict[str, object], told: dict[str, bool]) -> None:
    said = {"semantics": ["RDF-BASED"], **case}
    assert dict(owl_cases.ours(said)) == told
    pytest.importorskip("owlrl")
    assert dict(owl_cases.theirs("owlrl", said)) == told


def test_what_others_miss_is_counted_against_them() -> None:
    pytest.importorskip("owlrl")
    said = {
        **CASES[0][0],
        "semantics": ["RDF-BASED"],
        "rdfxml_conclusion": written(("p", f"<{TYPE}>", "Tank")),
    }
    assert dict(owl_cases.theirs("owlrl", said))["entailed"] is False


def test_a_size_is_one_graph() -> None:
    graph = synthetic(1_000)
    assert graph == synthetic(1_000)
    assert len(graph) == 1_000
    assert len(Closure(graph, read_rules(RULES))) > 5_000
