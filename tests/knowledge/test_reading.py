"""Files of triples in every form, what is wrong in them and where, and how long it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.knowledge import reading
from neurosym.knowledge.nodes import NAMES, Triple, literal
from neurosym.knowledge.oxigraph import Oxigraph
from neurosym.knowledge.sources import Source
from neurosym.trace import Event

E = "http://e/"
ROWS = {(E + "a", E + "p", E + "b"), (E + "a", E + "q", literal("x", language="en"))}
FILES = {
    "x.ttl": '@prefix e: <http://e/> . e:a e:p e:b ; e:q "x"@en .',
    "x.n3": '@prefix e: <http://e/> . e:a e:p e:b ; e:q "x"@en .',
    "x.nt": '<http://e/a> <http://e/p> <http://e/b> .\n<http://e/a> <http://e/q> "x"@en .\n',
    "x.nq": '<http://e/a> <http://e/p> <http://e/b> <http://e/g> .\n<http://e/a> <http://e/q> "x"@en .\n',
    "x.trig": '@prefix e: <http://e/> . e:g { e:a e:p e:b } e:a e:q "x"@en .',
    "x.rdf": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "http://e/">]>'
    '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"><r:Description '
    'r:about="&e;a"><e:p r:resource="&e;b"/><e:q xml:lang="en">x</e:q></r:Description></r:RDF>',
}


def triples(graph: Oxigraph) -> set[Triple]:
    return set(graph.match(None, None, None))


def loaded(path: Path, text: str | bytes, **how: object) -> Oxigraph:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    graph = Oxigraph()
    graph.load(path, **how)  # type: ignore[arg-type]
    return graph


@pytest.mark.parametrize("name", FILES)
def test_every_form_is_read(tmp_path: Path, name: str) -> None:
    graph = loaded(tmp_path / name, FILES[name])
    assert triples(graph) == ROWS
    assert graph.sources((E + "a", E + "q", literal("x", language="en"))) == [Source(name)]
    if name in ("x.ttl", "x.n3", "x.trig"):
        assert graph.prefixes["e"] == E
    if name in ("x.nq", "x.trig"):
        assert graph.documents() == ["http://e/g", name]


def test_a_table_is_read(tmp_path: Path) -> None:
    graph = loaded(tmp_path / "kb.tsv", "Kismet\tdirected by\tWilliam Dieterle\r\nKismet\thas tag\tبغداد\n")
    found = sorted(graph.match(NAMES + "Kismet", None, None))
    assert [triple[1] for triple in found] == [NAMES + "directed%20by", NAMES + "has%20tag"]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        (
            "x.ttl",
            "@prefix e: <http://e/> .\ne:a e:b e:c .\ne:a e:b ;;; .x\n",
            "x.ttl, line 3: ; is not a valid",
        ),
        ("x.ttl", "ex:a ex:b ex:c .", "line 1: The prefix ex: has not been declared"),
        ("x.ttl", "<a b> <c> <d> .", "Invalid IRI code point ' '"),
        ("x.nt", "<http://e/a> <http://e/b> <http://e/c> .\n<http://e/a> <x\n", "x.nt, line 2"),
        ("x.nt", b'<http://e/a> <http://e/b> "\xff" .', "x.nt, line 1"),
        ("x.nq", '<http://e/a> <http://e/b> "\\ud800" .', "line 1: The escape sequence"),
        ("x.rdf", "<r><unclosed></r>", "x.rdf"),
        ("x.tsv", "a\tb\tc\na\tb\n", "x.tsv, line 2: a line has three names"),
        ("x.tsv", "a\tb\t" + "c" * 5000 + "\n", "x.tsv, line 1"),
        ("x.tsv", "a" * 10**6, "x.tsv, line 1"),
        ("x.tsv", b"a\tb\t\xff\n", "not written in UTF-8"),
        ("x.ttl", "<http://e/a> <http://e/p> <<( <http://e/a> <http://e/b> 1 )>> .", "about the statement"),
        ("x.csv", "a,b,c", "is no file of triples\n    hint: did you mean `.tsv`?"),
        ("x.ttl", "<http://e/a> <http://e/p> " + "(" * 100_000, "Unexpected end"),
        ("x.ttl", "<http://e/a> <http://e/p> " + "[ <http://e/p> " * 100_000, "Unexpected end"),
        ("x.n3", "{ <http://e/a> <http://e/b> ?x } <http://e/i> <http://e/z> .", "x.n3"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, name: str, text: str | bytes, what: str
) -> None:
    with pytest.raises(FaultError) as caught:
        loaded(tmp_path / name, text)
    assert what in str(caught.value)
    assert caught.value.faults[0].code in ("syntax", "file")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="No such file"):
        Oxigraph().load(tmp_path / "none.nt")


LAUGHS = (
    '<!ENTITY a "'
    + "a" * 50
    + '">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
)


@pytest.mark.parametrize(
    ("entities", "text"),
    [
        (LAUGHS, "&j;"),
        ('<!ENTITY a "' + "a" * 100_000 + '">', "&a;" * 50_000),
        ("<!ENTITY a '" + "a" * 100_000 + "'>", "&a;" * 50_000),
        ('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"),
        ('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', "&a;"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_neither_unfolds_without_end_nor_fetches(
    tmp_path: Path, entities: str, text: str, encoding: str
) -> None:
    rest = FILES["x.rdf"].partition("]>")[2].replace("&e;", "").replace(">x<", f">{text}<")
    whole = f"<!DOCTYPE r [{entities}]>{rest}"
    with pytest.raises(FaultError) as caught:
        loaded(tmp_path / "x.rdf", whole.encode(encoding))
    assert caught.value.faults[0].code in ("limit", "syntax")


def test_blank_nodes_belong_to_their_document(tmp_path: Path) -> None:
    text = "_:a <http://e/p> _:b . _:b <http://e/p> [] ."
    one, same, other = (
        triples(loaded(tmp_path / "x.ttl", text, document=name)) for name in ("one", "one", "other")
    )
    assert one == same
    assert not {node for row in one for node in row if node[:2] == "_:"} & {
        node for row in other for node in row
    }


def test_relative_names_do_not_tell_where_the_file_lies(tmp_path: Path) -> None:
    (row,) = triples(loaded(tmp_path / "a b.ttl", "<#x> <p> <> ."))
    assert row == ("file:///a%20b.ttl#x", "file:///p", "file:///a%20b.ttl")


def test_a_long_file_has_a_time_limit_and_tells_how_far_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(f"<http://e/{n}> <http://e/p> <http://e/{n + 1}> .\n" for n in range(3_000))
    monkeypatch.setattr(reading, "STEP", 1_000)
    monkeypatch.setattr("neurosym.knowledge.oxigraph._SMALL", 1_000)
    monkeypatch.setattr("neurosym.knowledge.oxigraph.AT_ONCE", 1_000)
    heard: list[Event] = []
    graph = loaded(tmp_path / "x.nt", text, on=heard.append)
    assert len(graph) == 3_000
    assert [event.state for event in heard] == ["begins", *["goes on"] * 3, "ends"]
    assert heard[2].detail == "x.nt: 2,000 statements"
    empty = Oxigraph()
    with pytest.raises(FaultError, match="not read within 1e-09 s"):
        empty.load(tmp_path / "x.nt", seconds=1e-9)
    (tmp_path / "x.nt").write_text(text + "<no\n")
    with pytest.raises(FaultError, match=r"x\.nt, line 3001"):
        empty.load(tmp_path / "x.nt")
    assert len(empty) == 0
    monkeypatch.setattr(reading, "MAX_BYTES", 1 << 10)
    with pytest.raises(FaultError, match="has more than 0 MiB"):
        empty.load(tmp_path / "x.nt")
