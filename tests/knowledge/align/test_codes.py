"""Lists of CPE names and package URLs as graphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from neurosym.faults import FaultError
from neurosym.knowledge.align.codes import listed, read_list
from neurosym.knowledge.store import label


def parts(name: str) -> dict[str, str]:
    graph = listed([name])
    return {triple[1].rpartition(":")[2]: triple[2].strip('"') for triple in graph.match(None, None, None)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cpe:2.3:a:python:requests:2.0:*:*", {"part": "a", "vendor": "python", "product": "requests"}),
        (r"cpe:2.3:a:foo\:bar:b\!z:1", {"part": "a", "vendor": "foo:bar", "product": "b!z"}),
        ("cpe:/o:canonical:ubuntu_linux", {"part": "o", "vendor": "canonical", "product": "ubuntu_linux"}),
        ("cpe:2.3:a:*:requests", {"part": "a", "product": "requests"}),
        ("pkg:pypi/requests@2.0", {"type": "pypi", "name": "requests"}),
        ("pkg:npm/%40vrite/sdk@1?x=y#z", {"type": "npm", "namespace": "@vrite", "name": "sdk"}),
        ("pkg:npm/@vrite/sdk", {"type": "npm", "namespace": "@vrite", "name": "sdk"}),
        ("pkg:golang/github.com/a/b", {"type": "golang", "namespace": "github.com/a", "name": "b"}),
        ("pkg:/", {"http://www.w3.org/2000/01/rdf-schema#label": "pkg:/"}),
    ],
)
def test_names_have_parts(name: str, expected: dict[str, str]) -> None:
    found = parts(name)
    assert set(found.values()) == set(expected.values())
    if "label" not in str(expected):
        assert found == expected


def test_a_list_is_a_graph(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("pkg:pypi/django\n\nAda Lovelace\n")
    graph = read_list(path)
    assert label(graph, "urn:name:Ada%20Lovelace") == "Ada Lovelace"
    assert graph.documents() == ["names.txt"]
    path.write_text("x" * 5000)
    with pytest.raises(FaultError, match="4,096 characters"):
        read_list(path)
