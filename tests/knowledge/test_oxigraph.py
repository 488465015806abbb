"""Documents added and removed exactly, copies that follow, stores on disk, and processes that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from neurosym.faults import FaultError
from neurosym.knowledge import replica
from neurosym.knowledge.nodes import XSD, Triple, literal
from neurosym.knowledge.oxigraph import HERE, Oxigraph
from neurosym.knowledge.query import Pattern, Query, Var
from neurosym.knowledge.sources import Source
from neurosym.knowledge.store import Bounds, label, open_graph, shown
from neurosym.shelf import shelf
from tests.knowledge.conftest import Kind
from tests.knowledge.drawn import E, graphs, triples

A, B, P = E + "a", E + "b", E + "p"
ANY = Pattern(Var("s"), Var("p"), Var("o"))
EVERYTHING = Query((Var("s"), Var("p"), Var("o")), (ANY, ANY))
"""What goes to the process; one pattern is looked up."""

CHECKOUT = Path(__file__).parents[2]

steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["one", "two", "three"]), graphs, st.integers(0, 2)),
        st.tuples(st.sampled_from(["one", "two", "three"]), st.none(), st.just(0)),
        st.just(("ask", None, 0)),
    ),
    max_size=8,
)


@settings(max_examples=60)
@given(steps)
def test_documents_are_added_and_removed_exactly(
    memory: Kind, steps: list[tuple[str, list[Triple] | None, int]]
) -> None:
    graph = memory.graph
    assert isinstance(graph, Oxigraph)
    memory.hold([])
    said: dict[str, set[tuple[Triple, int]]] = {}
    for document, rows, place in steps:
        if document == "ask":
            held = {triple for each in said.values() for triple, _ in each}
            assert set(graph.select(EVERYTHING)) == held
        elif rows is None:
            before = {triple for triple, _ in said.pop(document, set())}
            left = {triple for each in said.values() for triple, _ in each}
            assert set(graph.remove(document)) == before - left
        else:
            known = said.setdefault(document, set())
            new = {(triple, place) for triple in rows} - known
            assert graph.add(rows, Source(document, place, place + 1)) == len(new)
            known |= new
    held = {triple for each in said.values() for triple, _ in each}
    assert set(graph.match(None, None, None)) == set(graph.select(EVERYTHING)) == held
    assert len(graph) == len(held)
    assert set(graph.documents()) == {document for document, each in said.items() if each}
    for triple in held:
        expected = {
            Source(document, place, place + 1)
            for document, each in said.items()
            for one, place in each
            if one == triple
        }
        assert set(graph.sources(triple)) == expected


@pytest.mark.parametrize(
    ("written", "kept"),
    [("01", "1"), ("+1", "1"), ("-0", "0"), ("1" * 30, "1" * 30)],
)
def test_a_literal_is_found_however_it_is_written(written: str, kept: str) -> None:
    given, known = literal(written, XSD + "integer"), literal(kept, XSD + "integer")
    with Oxigraph() as graph:
        graph.add([(A, P, given)], Source("x", 3, 5))
        graph.add([(A, P, known)], Source("y"))
        assert list(graph.match(A, P, None)) == list(graph.match(A, P, given)) == [(A, P, known)]
        assert (A, P, given) in graph
        said = "" if written == kept else given
        assert graph.sources((A, P, known)) == [Source("x", 3, 5, written=said), Source("y")]
        assert graph.select(EVERYTHING) == [(A, P, known)]
        assert graph.remove("x") == []
        assert graph.remove("y") == [(A, P, known)]


def test_blank_nodes_are_the_same_in_an_answer_and_in_the_graph(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<http://e/a> <http://e/list> (1 2 3) .")
    with Oxigraph() as graph:
        graph.load(tmp_path / "x.ttl")
        assert set(graph.select(EVERYTHING)) == set(graph.match(None, None, None))
        blank = next(node for node, _, _ in graph.match(None, None, None) if node.startswith("_:"))
        assert list(graph.match(blank, None, None))
        graph.add([(blank, P, A)])
        assert set(graph.select(EVERYTHING)) == set(graph.match(None, None, None))


def test_a_copy_follows_changes_and_is_made_anew_after_many(monkeypatch: pytest.MonkeyPatch) -> None:
    with Oxigraph() as graph:
        assert graph.select(EVERYTHING) == []
        monkeypatch.setattr(replica, "MANY", 5)
        for number in range(20):
            graph.add([(A, P, E + str(number))], Source(str(number)))
            if number % 2:
                graph.remove(str(number))
            if number == 3:
                assert len(graph.select(EVERYTHING)) == 2
        assert set(graph.select(EVERYTHING)) == set(graph.match(None, None, None))
        monkeypatch.setattr(replica, "PIECE", 100)
        graph.remove("0")
        graph.close()
        assert set(graph.select(EVERYTHING)) == set(graph.match(None, None, None))
        assert len(graph) == 9


@pytest.mark.parametrize("place", ["memory", "disk"])
def test_a_killed_process_is_replaced(place: str, tmp_path: Path) -> None:
    with Oxigraph(tmp_path / "store" if place == "disk" else None) as graph:
        graph.add([(A, P, B)])
        assert graph.select(EVERYTHING) == [(A, P, B)]
        for _ in range(2):
            worker = graph._replica._worker
            assert worker is not None
            assert worker._process is not None
            os.kill(worker._process._popen.pid, signal.SIGKILL)
            worker._process._popen.wait()
            graph.add([(A, P, E + "c")])
            assert set(graph.select(EVERYTHING)) == {(A, P, B), (A, P, E + "c")}


def test_memory_is_bounded() -> None:
    with Oxigraph() as graph:
        graph.add([(A, P, E + str(n)) for n in range(2_000)])
        names = [Var(f"v{n}") for n in range(3)]
        hoard = Query(tuple(names), tuple(Pattern(A, P, name) for name in names))
        with pytest.raises(FaultError) as caught:
            graph.select(hoard, Bounds(rows=10**9, memory_mb=400))
        assert caught.value.faults[0].code == "limit"
        assert graph.select(Query((), (Pattern(A, P, E + "7"),))) == [()]


@pytest.mark.parametrize(("place", "turns"), [("memory", 10), ("disk", 4)])
def test_threads_ask_and_add_at_once(place: str, turns: int, tmp_path: Path) -> None:
    wrong: list[object] = []
    with Oxigraph(tmp_path / "store" if place == "disk" else None) as graph:

        def work(name: str) -> None:
            for number in range(turns):
                graph.add([(E + name, P, E + str(number))], Source(name))
                found = graph.select(Query((Var("x"),), (Pattern(E + name, P, Var("x")), ANY)))
                if len(found) != number + 1:
                    wrong.append((name, number, found))

        threads = [threading.Thread(target=work, args=(name,)) for name in "klm"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not wrong
        assert len(graph) == len(graph.select(EVERYTHING)) == 3 * turns


# --- on disk


def test_a_folder_is_opened_again_with_its_prefixes(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("@prefix e: <http://example.org/> . e:a e:p e:b .")
    with Oxigraph(tmp_path / "store") as graph:
        graph.load(tmp_path / "x.ttl")
        assert graph.select(EVERYTHING) == [(A, P, B)]
        with pytest.raises(FaultError, match="no store can be opened"):
            Oxigraph(tmp_path / "store")
    again = open_graph(tmp_path / "store")
    assert isinstance(again, Oxigraph)
    assert list(again.match(None, None, None)) == [(A, P, B)]
    assert again.prefixes["e"] == E
    assert again.select(EVERYTHING) == [(A, P, B)]
    again.close()
    assert list(graph.match(None, None, None)) == graph.select(EVERYTHING) == [(A, P, B)]
    graph.close()
    assert not any("snapshot" in name.name for name in (tmp_path / "store").iterdir())


def test_a_store_of_another_making_is_read_and_says_so_of_no_document(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    store.add(ox.Quad(ox.NamedNode(A), ox.NamedNode(P), ox.NamedNode(B)))
    del store
    with Oxigraph(tmp_path / "store") as graph:
        assert graph.select(EVERYTHING) == [(A, P, B)]
        assert graph.sources((A, P, B)) == [HERE]


WRITER = """
import sys
from pathlib import Path
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source
graph = Oxigraph(Path(sys.argv[1]))
number = 0
while True:
    rows = [(f"http://e/{number}", "http://e/p", f"http://e/{number}/{n}") for n in range(50)]
    graph.add(rows, Source(str(number)))
    print(number, flush=True)
    if number % 3 == 2:
        graph.remove(str(number - 1))
        print(-number, flush=True)
    number += 1
"""


@pytest.mark.parametrize("after", [1, 40, 150])
def test_what_was_done_survives_a_kill(tmp_path: Path, after: int) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path / "store")]
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as writer:
        assert writer.stdout is not None
        done = [int(writer.stdout.readline()) for _ in range(after)]
        time.sleep(0.003)
        writer.kill()
        done += [int(line) for line in writer.stdout.read().split()]
    with Oxigraph(tmp_path / "store") as graph:
        last = max(done)
        added = {number for number in done if number >= 0} - {-number - 1 for number in done if number < 0}
        for number in range(last + 2):
            found = sum(1 for _ in graph.match(f"http://e/{number}", None, None))
            if number in added and number != last - 1:
                assert found == 50
            else:  # what was being done is done whole, or not
                assert found in (0, 50)


# --- opening


def test_several_files_are_one_graph(tmp_path: Path) -> None:
    for folder, name in (("one", "x.ttl"), ("two", "x.ttl"), ("two", "y.nt"), ("two", "notes.txt")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(f"<{A}> <{P}> <{E}{folder}{name}> .")
    graph = open_graph([tmp_path / "one" / "x.ttl", str(tmp_path / "two")])
    assert isinstance(graph, Oxigraph)
    assert len(graph) == 3
    assert graph.documents() == sorted(["x.ttl", str(tmp_path / "two" / "x.ttl"), "y.nt"])
    assert open_graph(graph) is graph
    before = sorted(tmp_path.rglob("*"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(FaultError, match="holds no store and no file"):
        open_graph(tmp_path / "empty")
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "empty"])


def test_a_graph_of_rdflib_is_taken() -> None:
    theirs = rdflib.Graph()
    theirs.parse(data='@prefix e: <http://example.org/> . e:a e:p e:b, "01"^^e:kind, [] .')
    graph = open_graph(theirs)
    assert len(graph) == 3
    assert shown(graph, A) == "e:a"
    with pytest.raises(FaultError, match="int is no graph"):
        open_graph(3)  # type: ignore[arg-type]
    with pytest.raises(FaultError, match="no graph that can be read into another"):
        open_graph([graph, "x.ttl"])


@settings(max_examples=100)
@given(st.lists(triples, max_size=5), st.text(alphabet="aZ0é_-.:/#²·%\\ ", max_size=6))
def test_what_is_shown_is_read_back(rows: list[Triple], name: str) -> None:
    graph = Oxigraph()
    graph.bind({"e": E, "xsd": XSD})
    try:
        graph.add([*rows, (E + name, P, A)])
    except FaultError:
        return
    text = "@prefix e: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
    text += "".join(
        f"{' '.join(shown(graph, node) for node in row)} .\n" for row in graph.match(None, None, None)
    )
    theirs = rdflib.Graph().parse(data=text)
    again = Oxigraph()
    again.take(theirs)
    assert set(again.match(None, None, None)) == set(graph.match(None, None, None))


def test_labels_are_in_english_first() -> None:
    name, title = "http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/terms/title"
    graph = Oxigraph()
    graph.add([(A, name, literal("Wien", language="de")), (A, name, literal("Vienna", language="en-GB"))])
    graph.add([(B, title, literal("b")), (B, name, E + "no-text")])
    said = [label(graph, node) for node in (A, B, E + "birthPlace", literal("x"))]
    assert said == ["Vienna", "b", "birth place", "x"]
    assert label(graph, "_:b") == "_:b"


def test_the_graphs_that_come_along_can_be_opened() -> None:
    for path in sorted(shelf("knowledge_graphs").glob("*.ttl")):
        assert len(open_graph(path)) > 10
