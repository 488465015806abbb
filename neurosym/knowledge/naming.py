"""Names of properties, classes and things as people write them, and the nodes that they mean. Asks no LM.

A name is `prefix:name`, `<http://…>`, a label in quotes, or one word. The graph is read through only for
words, and to say what is near a name that it does not have.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import OWL, RDFS, TYPE, Node, is_blank, is_literal, named
from neurosym.knowledge.store import Graph, shown
from neurosym.knowledge.vocabulary import Vocabulary, spoken

SUBCLASS = RDFS + "subClassOf"
CLASSES = (OWL + "Class", RDFS + "Class")
MAX_CLASSES = 10_000
"""Classes below one class that are followed."""
_SAID = 8


class Naming:
    """The names of one graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @cached_property
    def labels(self) -> Labels:
        """The names of its things; reads the graph."""
        return Labels.of(self._graph)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self._graph, self.labels)

    def iri(self, word: str) -> Node | None:
        """Return the IRI that a name writes out, None for a word or a label.

        Raises `FaultError` (`unknown-name`) for a prefix that the graph does not bind.
        """
        if word.startswith("<") and word.endswith(">"):
            return word[1:-1]
        prefix, colon, rest = word.partition(":")
        if not colon or word.startswith('"'):
            return None
        prefixes = self._graph.prefixes
        if prefix not in prefixes:
            hint = suggestion(prefix, prefixes) or f"it binds {', '.join([*prefixes][:_SAID]) or 'none'}"
            raise FaultError(Fault("unknown-name", f"the graph binds no prefix `{prefix:.40}:`", hint=hint))
        return prefixes[prefix] + rest

    def property(self, word: str) -> Node:
        """Return the property of a name. Raises `FaultError` (`unknown-name`) with the nearest one."""
        iri = self.iri(word)
        if iri is None:
            said = _folded(_unquoted(word))
            for one in self._vocabulary.properties.values():
                if said in (_folded(one.words), _folded(one.symbol.name)):
                    return one.iri
            iri = named(_unquoted(word))
        if next(self._graph.match(None, iri, None), None) is None:
            known = [one.iri for one in self._vocabulary.properties.values()]
            raise self._unknown(word, "property", known)
        return iri

    def kind(self, word: str) -> Node:
        """Return the class of a name. Raises `FaultError` (`unknown-name`) with the nearest one."""
        found = self.kind_if_any(word)
        if found is None:
            raise self._unknown(word, "class", [one.iri for one in self._vocabulary.kinds.values()])
        return found

    def kind_if_any(self, word: str) -> Node | None:
        """Return the class of a name, None where there is none."""
        iri = self.iri(word)
        if iri is not None:
            return iri if self._is_kind(iri) else None
        said = _folded(_unquoted(word))
        for one in self._vocabulary.kinds.values():
            if said in (_folded(one.words), _folded(one.symbol.name)):
                return one.iri
        return None

    def things(self, word: str) -> list[Node]:
        """Return the nodes that a name may mean: several where things share it, and the text itself.

        Raises `FaultError` (`unknown-name`) with the nearest names where the graph has none of them.
        """
        iri = self.iri(word)
        if iri is not None:
            if not self.occurs(iri):
                near = [entry.node for entry in self.labels.entries if not is_blank(entry.node)]
                raise self._unknown(word, "thing", near)
            return [iri]
        said = _unquoted(word)
        found = list(dict.fromkeys(entry.node for entry in self.labels.named(key(said))))
        found += [one for one in (f'"{said}"', f'"{said}"@en') if '"' not in said and self.occurs(one)]
        if not found:
            near_label = suggestion(said, (entry.label for entry in self.labels.entries))
            raise FaultError(Fault("unknown-name", f"the graph has no thing `{said:.80}`", hint=near_label))
        return found

    def below(self, kind: Node) -> list[Node]:
        """Return a class and the classes that are declared to be below it."""
        found = {kind: None}
        waiting = [kind]
        while waiting and len(found) < MAX_CLASSES:
            for lower, _, _ in self._graph.match(None, SUBCLASS, waiting.pop()):
                if lower not in found and not is_blank(lower):
                    found[lower] = None
                    waiting.append(lower)
        return list(found)

    def occurs(self, node: Node) -> bool:
        """Say whether the graph says something of a node."""
        ends = () if is_literal(node) else ((node, None),)
        return any(
            next(self._graph.match(subject, None, value), None) is not None
            for subject, value in (*ends, (None, node))
        )

    def _is_kind(self, iri: Node) -> bool:
        places = [(None, TYPE, iri), (None, SUBCLASS, iri), *((iri, TYPE, one) for one in CLASSES)]
        return any(next(self._graph.match(*place), None) is not None for place in places)

    def _unknown(self, word: str, what: str, near: Iterable[Node]) -> FaultError:
        known = [shown(self._graph, node) for node in near]
        hint = suggestion(word, known) or (f"it has {', '.join(known[:_SAID])}" if known else "")
        return FaultError(Fault("unknown-name", f"the graph has no {what} `{word:.80}`", hint=hint))


def _unquoted(word: str) -> str:
    return word[1:-1] if word.startswith('"') and word.endswith('"') and len(word) > 1 else word


def _folded(words: str) -> str:
    return "".join(spoken(words).split()).casefold()
