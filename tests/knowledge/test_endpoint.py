"""Endpoints as they are met: old forms of answers, named graphs, redirects, endless and enormous replies."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from neurosym.faults import FaultError
from neurosym.ir.load import loads
from neurosym.knowledge.endpoint import PAGE, Endpoint
from neurosym.knowledge.nodes import TYPE, XSD, literal
from neurosym.knowledge.query import Pattern, Query, Var
from neurosym.knowledge.shapes import summary
from neurosym.knowledge.sources import Source
from neurosym.knowledge.store import Bounds, label, open_graph, shown
from neurosym.once import solve
from tests.knowledge.conftest import Kind
from tests.knowledge.drawn import E
from tests.knowledge.servers import oxigraph

A, B, P = E + "a", E + "b", E + "p"
X = Var("x")
ASKED = Query((X,), (Pattern(A, P, X),))
Answer = Callable[[BaseHTTPRequestHandler, str], None]


class Scripted:
    """A server on loopback that answers as a test says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.answer: Answer = lambda handler, _: say(handler, table([]))
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.told(urlsplit(self.path).query)

            def do_POST(self) -> None:
                self.told(self.rfile.read(int(self.headers["Content-Length"])).decode())

            def told(self, form: str) -> None:
                query = parse_qs(form).get("query", [""])[0]
                outer.asked.append((self.command, query))
                outer.answer(self, query)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/sparql"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def say(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def table(values: list[dict[str, str]], name: str = "x") -> bytes:
    rows = [{name: value} for value in values]
    return json.dumps({"head": {"vars": [name]}, "results": {"bindings": rows}}).encode()


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    server = Scripted()
    yield server
    server.server.shutdown()
    server.server.server_close()


def fault(url: str, bounds: Bounds | None = None, **how: int) -> tuple[str, str]:
    with pytest.raises(FaultError) as caught:
        Endpoint(url, bounds=bounds, **how).select(ASKED)  # type: ignore[arg-type]
    return caught.value.faults[0].code, str(caught.value)


def test_answers_of_the_older_form_are_read(scripted: Scripted) -> None:
    values = [
        {"type": "uri", "value": B},
        {"type": "typed-literal", "value": "01", "datatype": XSD + "integer"},
        {"type": "literal", "value": 'x\n"', "xml:lang": "EN"},
        {"type": "literal", "value": "y"},
        {"type": "bnode", "value": "b0"},
    ]
    scripted.answer = lambda handler, _: say(handler, table(values))
    expected = [B, literal("01", XSD + "integer"), literal('x\n"', language="en"), literal("y"), "_:b0"]
    assert [row for (row,) in Endpoint(scripted.url).select(ASKED)] == expected
    scripted.answer = lambda handler, _: say(handler, b'{"head":{"vars":["x"]},"results":{"bindings":[{}]}}')
    assert Endpoint(scripted.url).select(ASKED) == [(None,)]


@pytest.mark.parametrize(
    "body",
    [
        b"<html>no</html>",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"head":{"vars":["x"]},"results":{"bindings":[1]}}',
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"\\"x\\""}}]}}',
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"a:b> LOAD <x"}}]}}',
        b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"triple","value":{}}}]}}',
        b'{"head":{"vars":[["x"]]},"results":{"bindings":[{}]}}',
        b'{"boolean":true}',
    ],
)
def test_answers_that_are_none(scripted: Scripted, body: bytes) -> None:
    scripted.answer = lambda handler, _: say(handler, body)
    assert fault(scripted.url)[0] == "endpoint"


def test_nothing_is_followed_and_nothing_unpacked(scripted: Scripted) -> None:
    scripted.answer = lambda handler, _: say(handler, b"", 302, Location="http://127.0.0.1:1/elsewhere")
    code, what = fault(scripted.url)
    assert code == "endpoint"
    assert "is not followed\n    hint: if it is meant, open `http://127.0.0.1:1/elsewhere`" in what
    scripted.answer = lambda handler, _: say(handler, b"\x1f\x8b", Content_Encoding="gzip")
    assert "packed" in fault(scripted.url)[1]


def test_enormous_and_endless_replies_are_faults(scripted: Scripted) -> None:
    scripted.answer = lambda handler, _: say(handler, b" " * 2_000_000)
    assert fault(scripted.url, max_bytes=1_000_000) == (
        "limit", "the answer has more than 1,000,000 bytes\n    hint: ask for less"
    )  # fmt: skip

    def drips(handler: BaseHTTPRequestHandler, _: str) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\nContent-Type: " + b"x" * 500:
                handler.wfile.write(bytes([letter]))
                time.sleep(0.05)
        except OSError:
            handler.close_connection = True

    def drips_later(handler: BaseHTTPRequestHandler, query: str) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        drips(handler, query)

    for answer in (drips, drips_later, lambda handler, _: time.sleep(3)):
        scripted.answer = answer
        begun = time.monotonic()
        assert fault(scripted.url, Bounds(seconds=0.3))[0] == "limit"
        assert time.monotonic() - begun < 2.5


@pytest.mark.parametrize(
    ("status", "code"), [(400, "query"), (403, "endpoint"), (503, "limit"), (500, "endpoint")]
)
def test_refusals_are_told(scripted: Scripted, status: int, code: str) -> None:
    scripted.answer = lambda handler, _: say(handler, b"line 1:\n no \x1b[31m such", status)
    assert fault(scripted.url)[0] == code
    assert f"answers {status}: line 1:  no �[31m such" in fault(scripted.url)[1]


def test_nobody_there() -> None:
    assert fault("http://127.0.0.1:1/sparql")[0] == "endpoint"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x/",
        "http://",
        "http://[x/",
        "http://x:99999/",
        "http://x/a b",
        "http://x/\r\nHost: y",
        "http://é/",
    ],
)
def test_no_address(url: str) -> None:
    with pytest.raises(FaultError, match="is no address"):
        Endpoint(url)


def test_a_password_is_no_part_of_an_address() -> None:
    with pytest.raises(FaultError, match="headers"):
        Endpoint("http://me:secret@example.org/sparql")


def test_a_long_question_is_a_form_and_a_short_one_an_address(scripted: Scripted) -> None:
    endpoint = Endpoint(scripted.url)
    endpoint.select(ASKED)
    endpoint.select(Query((X,), (Pattern(A, P, literal("x" * 3000)),)))
    assert [method for method, _ in scripted.asked] == ["GET", "POST"]
    assert all(query.startswith("SELECT DISTINCT ?x {") for _, query in scripted.asked)


def test_a_server_that_hangs_up_is_asked_again(scripted: Scripted) -> None:
    def leaves(handler: BaseHTTPRequestHandler, _: str) -> None:
        say(handler, table([]))
        handler.close_connection = True

    scripted.answer = leaves
    endpoint = Endpoint(scripted.url)
    for _ in range(3):
        assert endpoint.select(ASKED) == []
        time.sleep(0.05)
    endpoint.close()


def test_a_server_that_complains_of_an_idle_connection_is_asked_anew(scripted: Scripted) -> None:
    def complains(handler: BaseHTTPRequestHandler, _: str) -> None:
        say(handler, table([]))
        say(handler, b"idle", 408)

    scripted.answer = complains
    endpoint = Endpoint(scripted.url)
    for _ in range(2):
        assert endpoint.select(ASKED) == []
        time.sleep(0.2)


def test_a_hub_is_read_page_by_page(scripted: Scripted) -> None:
    everything = [{"type": "literal", "value": str(n)} for n in range(2 * PAGE)]

    def pages(handler: BaseHTTPRequestHandler, query: str) -> None:
        say(handler, table(everything[: int(query.rpartition("LIMIT ")[2])], "o"))

    scripted.answer = pages
    endpoint = Endpoint(scripted.url)
    assert next(endpoint.match(A, P, None)) == (A, P, literal("0"))
    assert len(scripted.asked) == 1
    assert len(set(endpoint.match(A, P, None))) == 2 * PAGE
    few = Endpoint(scripted.url, bounds=Bounds(rows=1500))
    with pytest.raises(FaultError, match="more than 1,500 answers"):
        list(few.match(A, P, None))


def test_what_is_known_of_a_served_graph(served: Kind) -> None:
    endpoint = served.graph
    assert isinstance(endpoint, Endpoint)
    served.hold([(A, P, B), (A, "http://www.w3.org/2000/01/rdf-schema#label", literal("Ada"))])
    assert endpoint.probe().notes == []
    assert endpoint.sources((A, P, B)) == [Source(endpoint._transport.address)]
    assert endpoint.sources((B, P, B)) == []
    assert label(endpoint, A) == "Ada"
    assert shown(Endpoint(endpoint._transport.address, prefixes={"e": E}), A) == "e:a"
    assert endpoint
    with Endpoint(endpoint._transport.address) as again:
        assert list(again.match(A, P, None)) == [(A, P, B)]
    assert (A, P, B) in open_graph(endpoint._transport.address)
    with pytest.raises(FaultError, match="blank node"):
        list(again.match("_:b", None, None))


def test_a_served_graph_has_a_page_and_its_blank_nodes_no_names(served: Kind) -> None:
    served.hold([(A, TYPE, B), ("_:b", TYPE, B), ("_:b", P, A), (A, TYPE, "_:c"), ("_:c", P, B)])
    kinds = {name: kind.count for name, kind in summary(served.graph).kinds.items()}
    assert kinds.pop("b") == 2
    assert not [name for name in kinds if name.startswith("_:")]


@pytest.mark.parametrize("options", [(), ("--union-default-graph",)])
def test_what_stands_in_named_graphs_is_asked_or_it_is_said(options: tuple[str, ...]) -> None:
    server = oxigraph(*options)
    server.start()
    try:
        said = Source("report.txt", 3, 9, confidence=0.5)
        server.hold([(A, P, B)], said.graph)
        endpoint = Endpoint(server.query)
        found = endpoint.probe()
        assert found.named
        assert found.paths
        assert found.union is bool(options)
        assert bool(found.notes) is not bool(options)
        assert endpoint.notes == found.notes
        assert len(endpoint) == (1 if options else 0)
        assert endpoint.sources((A, P, B)) == [said]
        named = Endpoint(server.query, graphs=[said.graph])
        assert list(named.match(None, None, None)) == [(A, P, B)]
        if options:
            assert (A, P, B) in open_graph(server.query)
        else:
            with pytest.raises(FaultError, match="stands in named graphs"):
                open_graph(server.query)
            server.clear = "CLEAR DEFAULT"
            server.hold([(B, P, A)])
            text = "sort Thing >= c\np : Thing, Thing -> Bool\nask x in Thing, y in Thing\n    p(x, y)\n"
            for rules in ("", "owl2rl"):
                answer = solve(loads(text), knowledge=server.query, rules=rules)
                assert answer.value == [["b", "a"]]
                assert "only in named graphs of the endpoint is not asked" in answer.report()
    finally:
        server.stop()


def test_an_address_that_is_no_endpoint(scripted: Scripted) -> None:
    scripted.answer = lambda handler, _: say(handler, b"<html>")
    with pytest.raises(FaultError, match="no table of SPARQL"):
        open_graph(scripted.url)
