"""A graph on a page, in the words of path notation: what a chat LM is shown before a question. Asks nothing.

Names and labels of a graph are foreign: a label stands in quotes that it cannot end, and a name that is not
plain words is not shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from neurosym.faults import brief
from neurosym.knowledge.nodes import TYPE, Node
from neurosym.knowledge.shapes import Summary, summary
from neurosym.knowledge.store import Graph, label
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.knowledge.ways import Ways
from neurosym.knowledge.words import Kind, Property
from neurosym.translate.questions.mentions import nearest

MAX_LINES = 40
"""Kinds, and properties, that are shown."""
MAX_NAME = 60
_ENDS = 3
"""Classes of a thing that are told beside it."""


@dataclass(frozen=True)
class Page:
    """The names of a graph that can be shown, and what is known of each."""

    graph: Graph
    known: Summary
    properties: Mapping[str, Property]
    kinds: Mapping[str, Kind]
    ways: Ways

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Page:
        """Read the graph of a vocabulary; linear in its triples."""
        properties = {name: one for name, one in vocabulary.properties.in_words.items() if _plain(name)}
        kinds = {name: one for name, one in vocabulary.kinds.in_words.items() if _plain(name)}
        read = summary(vocabulary.graph)
        words = {one.iri: name for name, one in kinds.items()}
        called = {kind.name: words.get(kind.node, kind.name) for kind in read.kinds.values()}
        shown = {called[kind.name]: replace(kind, name=called[kind.name]) for kind in read.kinds.values()}
        by_iri = {one.node: one for one in read.properties.values()}
        said = {
            name: replace(
                by_iri[one.iri],
                name=name,
                subjects=_renamed(by_iri[one.iri].subjects, called),
                objects=_renamed(by_iri[one.iri].objects, called),
            )
            for name, one in properties.items()
            if one.iri in by_iri
        }
        known = Summary(shown, said, read.triples, read.left_out)
        return cls(vocabulary.graph, known, properties, kinds, vocabulary.ways)

    def text(self, question: str) -> str:
        """Return the page: classes and properties, of many those that sound like the question; examples."""
        kinds, properties = self._few(question, self.kinds), self._few(question, self.known.properties)
        lines = ["Classes:"] if kinds else ["The things of this graph have no classes."]
        for name in kinds:
            known = self.known.kinds.get(name)
            said = f", {known.count:,}, as {', '.join(map(quoted, known.examples))}" if known else ""
            lines.append(f"  {quoted(name)}{said}")
        lines += _more(kinds, self.kinds, "classes")
        lines.append("Properties, from what to what:")
        for name in properties:
            one = self.known.properties[name]
            start, end = (quoted(self.known.ends(one, objects=objects)) for objects in (False, True))
            subject, value = map(quoted, one.examples[0])
            lines.append(f"  {quoted(name)}, {start} to {end}, as {subject} to {value}")
        lines += _more(properties, self.known.properties, "properties")
        lines.append("Paths in this graph look like these:")
        lines += [f"  {quoted(path):<44}  {says}" for path, says in self.examples()]
        return "\n".join(lines)

    def _few(self, question: str, names: Mapping[str, object]) -> list[str]:
        return [*names] if len(names) <= MAX_LINES else nearest(question, [*names], MAX_LINES)

    def examples(self) -> Iterator[tuple[str, str]]:
        """Yield paths of the graph's own names with what they ask, the more frequent names first."""
        links = [name for name, one in self.properties.items() if not one.numeric]
        amounts = [name for name, one in self.properties.items() if one.numeric]
        if links:
            one = links[0]
            yield f"A > {one}", f"from A along `{one}`"
            yield f"A < {one}", f"what comes to A along `{one}`"
            if (two := self._after(one, links)) is not None:
                yield f"A > {one} > {two}", f"`{two}` of `{one}` of A"
            yield f"count A < {one}", "how many there are"
            yield f"A < {one} & B < {one}", "both; `|` one of them, `-` the first alone"
            yield f"is A > {one} = B", "is B one of them?"
        for kind in list(self.kinds)[:1]:
            yield f"every {kind}", f"all of the class `{kind}`"
            if links:
                yield f"A < {links[0]} : {kind}", f"of these, those of the class `{kind}`"
        for kind, amount in self._measured(amounts):
            yield f"every {kind} most {amount}", f"those with the largest `{amount}`; or `least`"
            yield f"every {kind} above {amount} 100", "those with more than 100; or `below`"
            yield f"is A > {amount} more B > {amount}", "is it more? or `less`"

    def thing(self, node: Node) -> str:
        """Return the label of a thing in quotes, with the classes that it has."""
        said = quoted(label(self.graph, node))
        types = {triple[2] for triple in self.graph.match(node, TYPE, None)}
        kinds = [name for name, kind in self.kinds.items() if kind.iri in types][-_ENDS:]
        return f"{said} ({', '.join(kinds)})" if kinds else said

    def kind_of(self, node: Node) -> str:
        """Return the name of the smallest class of a thing, empty where it has none."""
        types = {triple[2] for triple in self.graph.match(node, TYPE, None)}
        return next((name for name, kind in reversed([*self.kinds.items()]) if kind.iri in types), "")

    def _after(self, name: str, links: Sequence[str]) -> str | None:
        ways = self.ways.after.get((self.properties[name].iri, True), frozenset())
        others = [one for one in links if one != name and (self.properties[one].iri, True) in ways]
        return others[0] if others else None

    def _measured(self, amounts: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield one class of things that have a number, with the property."""
        for amount in amounts:
            one = self.known.properties.get(amount)
            counts = one.subjects if one else {}
            having = [name for name in counts if name in self.kinds]
            if having:
                yield max(having, key=lambda name: counts[name]), amount
                return


def _plain(name: str) -> bool:
    return bool(name) and len(name) <= MAX_NAME and brief(name) == name and not set(name) & set('"`<>|&{}')


def quoted(text: str) -> str:
    """Return a foreign text in quotes that it cannot end, on one line, visible, and cut."""
    return json.dumps(brief(text), ensure_ascii=False)


def _more(shown: Sequence[str], names: Mapping[str, object], what: str) -> list[str]:
    return [f"  ({len(names) - len(shown):,} more {what})"] if len(shown) < len(names) else []


def _renamed(counts: Mapping[str, int], called: Mapping[str, str]) -> dict[str, int]:
    return {called.get(name, name): count for name, count in counts.items()}
