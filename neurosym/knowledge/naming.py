"""Names of properties, classes and things as people write them, and the nodes that they mean. Asks no LM.

A name is `prefix:name`, `<http://…>`, a label in quotes, or one word. The graph is read through only for
words, and to say what is near a name that it does not have.
"""

from __future__ import annotations

from collections.abc import Iterable

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.knowledge.classes import CLASSES, SUBCLASS
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import TYPE, Node, is_blank, named
from neurosym.knowledge.store import occurs, shown
from neurosym.knowledge.vocabulary import Vocabulary, unknown

_SAID = 8


class Naming:
    """The names of one graph."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._graph, self.vocabulary = vocabulary.graph, vocabulary

    @property
    def labels(self) -> Labels:
        """The names of its things; reads the graph."""
        return self.vocabulary.labels

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
            one = self.vocabulary.properties.find(_unquoted(word))
            if one is not None:
                return one.iri
            iri = named(_unquoted(word))
        if next(self._graph.match(None, iri, None), None) is None:
            known = [one.iri for one in self.vocabulary.properties.values()]
            raise self._unknown(word, "property", known)
        return iri

    def kind(self, word: str) -> Node:
        """Return the class of a name. Raises `FaultError` (`unknown-name`) with the nearest one."""
        found = self.kind_if_any(word)
        if found is None:
            raise self._unknown(word, "class", [one.iri for one in self.vocabulary.kinds.values()])
        return found

    def kind_if_any(self, word: str) -> Node | None:
        """Return the class of a name, None where there is none."""
        iri = self.iri(word)
        if iri is not None:
            return iri if self._is_kind(iri) else None
        one = self.vocabulary.kinds.find(_unquoted(word))
        return None if one is None else one.iri

    def things(self, word: str) -> list[Node]:
        """Return the nodes that a name may mean: several where things share it, and the text itself.

        Raises `FaultError` (`unknown-name`) with the nearest names where the graph has none of them.
        """
        iri = self.iri(word)
        if iri is not None:
            if not occurs(self._graph, iri):
                near = [entry.node for entry in self.labels.entries if not is_blank(entry.node)]
                raise self._unknown(word, "thing", near)
            return [iri]
        said = _unquoted(word)
        found = self.labels.named(said)
        texts = (f'"{said}"', f'"{said}"@en') if '"' not in said else ()
        found += [one for one in texts if occurs(self._graph, one)]
        if not found:
            near_label = suggestion(said, (entry.label for entry in self.labels.entries))
            raise FaultError(Fault("unknown-name", f"the graph has no thing `{said:.80}`", hint=near_label))
        return found

    def _is_kind(self, iri: Node) -> bool:
        places = [(None, TYPE, iri), (None, SUBCLASS, iri), *((iri, TYPE, one) for one in CLASSES)]
        return any(next(self._graph.match(*place), None) is not None for place in places)

    def _unknown(self, word: str, what: str, near: Iterable[Node]) -> FaultError:
        return unknown(what, word, [shown(self._graph, node) for node in near])


def _unquoted(word: str) -> str:
    return word[1:-1] if word.startswith('"') and word.endswith('"') and len(word) > 1 else word
