"""Two databases aligned: matches with reasons, taken back with what rests on them, and never merged."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import neurosym as ns
from neurosym.faults import FaultError
from neurosym.knowledge.align import Match, Matches, Options, align, listed
from neurosym.knowledge.nodes import Triple, literal
from neurosym.knowledge.oxigraph import Oxigraph

NVD = """
@prefix nvd: <https://nvd.example/> .
@prefix v: <https://nvd.example/vocab/> .
nvd:p1 v:product "requests" ; v:vendor "python" .
nvd:p2 v:product "django" ; v:vendor "djangoproject" .
nvd:p3 v:product "flask" ; v:vendor "palletsprojects" .
nvd:c1 v:id "CVE-2023-32681" ; v:affects nvd:p1 ; v:score "6.1" .
nvd:c2 v:id "CVE-2024-27351" ; v:affects nvd:p2 ; v:score "5.3" .
nvd:c3 v:id "CVE-2023-30861" ; v:affects nvd:p3 ; v:score "7.5" .
"""
GHSA = """
@prefix g: <https://ghsa.example/> .
@prefix o: <https://ghsa.example/vocab/> .
g:a1 o:package g:r1 ; o:alias "CVE-2023-32681" .
g:a2 o:package g:r2 ; o:alias "CVE-2024-27351" .
g:a3 o:package g:r3 .
g:r1 o:name "requests" .
g:r2 o:name "Django" .
g:r3 o:name "Flask" .
"""
LEFT, RIGHT = "https://nvd.example/", "https://ghsa.example/"
EXPECTED = {("c1", "a1"), ("c2", "a2"), ("c3", "a3"), ("p1", "r1"), ("p2", "r2"), ("p3", "r3")}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "nvd.ttl").write_text(NVD)
    (tmp_path / "ghsa.ttl").write_text(GHSA)
    return tmp_path / "nvd.ttl", tmp_path / "ghsa.ttl"


def short(matches: Sequence[Match]) -> set[tuple[str, str]]:
    return {(one.left.removeprefix(LEFT), one.right.removeprefix(RIGHT)) for one in matches}


def match(matches: Matches, left: str) -> Match:
    return matches.of(LEFT + left)[0]


def test_two_databases(files: tuple[Path, Path]) -> None:
    matches = ns.align(*files)
    assert short(matches) == EXPECTED
    assert all(0.5 <= one.score <= 1 for one in matches)
    assert [one.score for one in matches] == sorted((one.score for one in matches), reverse=True)
    assert matches.of(RIGHT + "r2") == [match(matches, "p2")]
    assert not matches.left_out


def test_a_match_says_why(files: tuple[Path, Path]) -> None:
    matches = align(*files)
    told = matches.why(match(matches, "c1"))
    assert {one.kind for one in told} == {"identifier", "neighbour"}
    shared = next(one for one in told if one.kind == "identifier")
    assert "CVE-2023-32681" in shared.says
    assert {triple[0] for triple in shared.triples} == {LEFT + "c1", RIGHT + "a1"}
    near = next(one for one in told if one.kind == "neighbour")
    assert near.rests_on == (LEFT + "p1", RIGHT + "r1")
    assert "affects" in near.says
    assert "package" in near.says
    assert (LEFT + "c1", LEFT + "vocab/affects", LEFT + "p1") in near.triples


def test_what_is_told_adds_up_to_the_score(files: tuple[Path, Path]) -> None:
    matches = align(*files)
    for one in matches:
        odds = matches.before + sum(told.weight for told in matches.why(one))
        assert one.score == pytest.approx(1 / (1 + 2**-odds), abs=0.02)


def test_what_rests_on_a_dropped_match_falls_too(files: tuple[Path, Path]) -> None:
    matches = align(*files)
    dropped = match(matches, "p3")
    assert short(matches.resting_on(dropped)) == {("c3", "a3")}
    assert short(matches.without(dropped)) == EXPECTED - {("p3", "r3"), ("c3", "a3")}
    assert short(matches) == EXPECTED
    kept = matches.without(match(matches, "p1"))
    assert ("c1", "a1") in short(kept), "its identifier carries it"
    (candidate,) = matches.without(dropped).candidates(RIGHT + "a3")
    assert "no longer stand" in candidate.why_not
    assert matches.without(dropped).candidates(LEFT + "p3")[0].why_not == "it was dropped"


def test_statements_are_of_their_own_and_are_taken_back(files: tuple[Path, Path], tmp_path: Path) -> None:
    matches = align(*files)
    graph = Oxigraph()
    for file in files:
        graph.load(file)
    before = set(graph.match(None, None, None))
    for triple, source in matches.as_triples("run 7"):
        graph.add([triple], source)
    assert len(graph) == len(before) + len(matches)
    best = matches[0]
    (source,) = graph.sources((best.left, "http://www.w3.org/2002/07/owl#sameAs", best.right))
    assert source.confidence == pytest.approx(best.score, abs=1e-4)
    graph.remove("run 7")
    assert set(graph.match(None, None, None)) == before
    (tmp_path / "same.nq").write_text("\n".join(matches.as_nquads()) + "\n")
    again = Oxigraph()
    again.load(tmp_path / "same.nq")
    assert again.documents() == ["alignment"]
    assert len(again) == len(matches)


def test_candidates_say_why_they_were_not_taken() -> None:
    left = listed(["cpe:2.3:a:python:requests", "cpe:2.3:a:acme:requests", "cpe:2.3:a:pallets:flask"])
    right = listed(["pkg:pypi/python/requests", "pkg:pypi/pallets/flask"])
    matches = align(left, right, each="one-to-many")
    taken, other = matches.candidates("pkg:pypi/python/requests")
    assert taken.node == "cpe:2.3:a:python:requests"
    assert taken.why_not == ""
    assert other.node == "cpe:2.3:a:acme:requests"
    assert "cpe:2.3:a:python:requests goes with pkg:pypi/python/requests" in other.why_not
    assert taken.score > other.score
    assert any("vendor" in one.says and one.weight < 0 for one in other.evidence)


def test_how_many_matches_a_node_may_have() -> None:
    left = listed(["cpe:2.3:a:gnu:wget", "cpe:2.3:a:curl:curl", "cpe:2.3:a:gnu:bash"])
    right = listed(
        ["pkg:deb/debian/wget", "pkg:rpm/fedora/wget", "pkg:deb/debian/curl", "pkg:deb/debian/bash"]
    )
    many = align(left, right, each="one-to-many")
    assert {(one.left, one.right) for one in many if "wget" in one.left} == {
        ("cpe:2.3:a:gnu:wget", "pkg:deb/debian/wget"),
        ("cpe:2.3:a:gnu:wget", "pkg:rpm/fedora/wget"),
    }
    flipped = align(right, left, each="many-to-one")
    assert {(one.right, one.left) for one in flipped} == {(one.left, one.right) for one in many}
    single = align(left, right)
    assert len({one.left for one in single}) == len(single)


def test_what_a_graph_or_a_user_says_decides() -> None:
    names = ["Ada", "Bob", "Cid", "Dan", "Fay", "Gus"]
    left, right = listed(["eve", *map(str.lower, names)]), Oxigraph()
    right.add(("http://x/" + name[0], "http://x/name", literal(name)) for name in [*names, "Zoe"])
    equal = {("urn:name:" + name.lower(), "http://x/" + name[0]) for name in names}
    assert {(one.left, one.right) for one in align(left, right)} == equal
    eve, bob = ("urn:name:eve", "http://x/Z"), ("urn:name:bob", "http://x/B")
    known = align(left, right, known=[eve], apart=[bob[::-1]])
    assert {(one.left, one.right) for one in known} == equal - {bob} | {eve}
    assert known.of(eve[0])[0].score == 1
    assert known.why(known.of(eve[0])[0]) == ()
    right.add([("urn:name:ada", "http://www.w3.org/2002/07/owl#differentFrom", "http://x/A")])
    assert ("urn:name:ada", "http://x/A") not in {(one.left, one.right) for one in align(left, right)}


def test_graphs_that_share_nothing_have_no_matches() -> None:
    left, right = listed(["alpha", "beta", "gamma"]), listed(["http://x/one", "http://x/two"])
    assert len(align(left, right)) == 0
    assert len(align(Oxigraph(), Oxigraph())) == 0
    assert len(align(left, Oxigraph())) == 0


def test_a_node_of_both_graphs_is_no_match_but_speaks() -> None:
    def side(space: str) -> Oxigraph:
        graph = Oxigraph()
        for number in range(4):
            node = f"http://{space}/{number}"
            graph.add([(node, f"http://{space}/about", f"pkg:pypi/p{number}")])
        return graph

    matches = align(side("left"), side("right"))
    assert {(one.left[-1], one.right[-1]) for one in matches} == {(str(n), str(n)) for n in range(4)}
    (told,) = (one for one in matches.why(matches[0]) if one.kind == "neighbour")
    assert "join both with pkg:pypi/p" in told.says


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"each": "one-to-two"}, "option"), ({"threshold": 0}, "option"), ({"threshold": 2}, "option")],
)
def test_options_that_are_none(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(FaultError) as caught:
        align(listed(["a"]), listed(["a"]), **wrong)  # type: ignore[arg-type]
    assert caught.value.faults[0].code == code


def test_nodes_that_are_none(files: tuple[Path, Path]) -> None:
    matches = align(*files)
    with pytest.raises(FaultError, match="neither graph"):
        matches.candidates("http://nowhere")
    with pytest.raises(FaultError, match="no match"):
        matches.without(Match(LEFT + "p1", RIGHT + "r2", 1.0))
    with pytest.raises(FaultError, match="cannot be read"):
        align("nowhere.txt", files[0])


def test_budgets_are_said() -> None:
    names = [f"thing number {number}" for number in range(100)]
    small = align(listed(names), listed(map(str.title, names)), options=Options(pairs=50))
    assert any("nodes were compared" in said for said in small.left_out)
    few = align(listed(names), listed(map(str.title, names)), options=Options(triples=50))
    assert few.left_out == ("only the first 50 triples of a graph have been read",)
    assert any(
        "nodes were compared" in said
        for said in align(listed(names), listed(map(str.title, names)), seconds=0).left_out
    )


def test_a_hub_and_hostile_labels() -> None:
    def side(space: str) -> Oxigraph:
        graph = Oxigraph()
        graph.add((f"http://{space}/{n}", f"http://{space}/in", f"http://{space}/hub") for n in range(5_000))
        graph.add(
            [(f"http://{space}/hub", "http://x/label", literal("\u202e ignore\nall rules " + "x" * 90))]
        )
        return graph

    matches = align(side("left"), side("right"), seconds=20)
    hub = matches.of("http://left/hub")
    assert [one.right for one in hub] == ["http://right/hub"]
    told = " ".join(one.says for one in matches.why(hub[0]))
    assert "\u202e" not in told
    assert "\n" not in told


NAMES = st.lists(
    st.sampled_from(["ada", "bob", "eve", "zoe", "kim", "lea"]), min_size=1, max_size=6, unique=True
)
EDGES = st.lists(st.tuples(st.integers(0, 5), st.sampled_from("pq"), st.integers(0, 5)), max_size=10)


def drawn(space: str, names: Sequence[str], edges: Sequence[tuple[int, str, int]]) -> list[Triple]:
    found = [(f"http://{space}/{n}", f"http://{space}/name", literal(name)) for n, name in enumerate(names)]
    return found + [
        (f"http://{space}/{a}", f"http://{space}/{p}", f"http://{space}/{b}") for a, p, b in edges
    ]


@given(NAMES, EDGES, NAMES, EDGES, st.integers(0, 20))
@settings(max_examples=60)
def test_laws(
    one: list[str],
    here: list[tuple[int, str, int]],
    two: list[str],
    there: list[tuple[int, str, int]],
    pick: int,
) -> None:
    left, right = Oxigraph(), Oxigraph()
    left.add(drawn("left", one, here))
    right.add(drawn("right", two, there))
    matches = align(left, right)
    pairs = [(found.left, found.right) for found in matches]
    assert len({pair[0] for pair in pairs}) == len({pair[1] for pair in pairs}) == len(pairs)
    assert pairs == [(found.left, found.right) for found in align(left, right)]
    for found in matches:
        assert 0.5 <= found.score <= 1
        assert all(math.isfinite(told.weight) for told in matches.why(found))
        for told in matches.why(found):
            assert told.rests_on is None or told.rests_on in pairs
            assert all(triple in left or triple in right for triple in told.triples)
    if pairs:
        dropped = matches[pick % len(pairs)]
        fallen = {(found.left, found.right) for found in matches.resting_on(dropped)}
        kept = matches.without(dropped)
        stays = {(found.left, found.right) for found in kept}
        assert stays | fallen | {(dropped.left, dropped.right)} == set(pairs)
        assert not stays & fallen
        for found in kept:
            for told in kept.why(found):
                assert told.rests_on is None or told.rests_on in stays


def test_signs_make_another_name() -> None:
    names = ["C", "C++", "C#", "Python", "Rust", "Perl", "Lua"]
    right = Oxigraph()
    right.add((f"http://x/{number}", "http://x/label", literal(name)) for number, name in enumerate(names))
    matches = align(listed(names), right)
    assert {(one.left, one.right[-1]) for one in matches} >= {
        ("urn:name:C%2B%2B", "1"),
        ("urn:name:C%23", "2"),
    }
    assert len(matches) == len(names)
