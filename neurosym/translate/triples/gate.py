"""The gate before a graph: which candidates a sentence and an ontology allow, each refusal with its reason.

Asks no LM. What is refused is kept with what would be right; what is let in names nodes of the graph, or new
ones in a namespace, with their labels.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from neurosym.knowledge.link.folding import key
from neurosym.knowledge.link.labels import Labels
from neurosym.knowledge.nodes import LABEL, TYPE, Node, Triple, literal, text_of
from neurosym.knowledge.ontology import Ontology, Slot
from neurosym.knowledge.store import Graph, label
from neurosym.translate.triples.judgement import Accepted, Judgement, Reason, Rejected, unsaid
from neurosym.translate.triples.reading import Candidate
from neurosym.translate.triples.told import told
from neurosym.translate.triples.values import amounts, dates, typed

KINDS = frozenset(("type", "isa", "rdftype", "a", "instanceof"))
"""How an LM writes that a thing is of a class, folded."""


@dataclass
class Gate:
    """Judges the candidates of one document in their order; what it lets in counts for those that follow.

    `labels`: the names of the things in the graph; `namespace`: where new things get their IRIs.
    """

    ontology: Ontology
    graph: Graph
    labels: Labels
    namespace: str
    _kinds: dict[Node, set[Node]] = field(default_factory=dict)
    _follows: dict[Node, set[Node]] = field(default_factory=dict)
    _names: dict[str, Node] = field(default_factory=dict)
    _values: dict[tuple[Node, Node], set[Node]] = field(default_factory=dict)

    def judge(self, said: Candidate, sentence: str) -> Judgement:
        """Return a triple for a candidate, or why there is none."""
        if said.quote and key(said.quote) not in key(sentence):
            return Rejected(said, "quote", "the quote is not in the sentence", "quote it word for word")
        if key(said.property) in KINDS and self.ontology.property(said.property) is None:
            return self._kind(said, sentence)
        slot = self.ontology.property(said.property)
        if slot is None:
            what = f"the ontology has no property `{said.property:.80}`"
            return Rejected(said, "property", what, self.ontology.nearest(said.property))
        sure = told(said.subject, sentence, _words(self.ontology, slot.domain))
        if not sure:
            return unsaid(said, "subject", said.subject)
        if slot.datatype:
            return self._valued(said, slot, sentence, sure)
        if _is_value(said.object):
            what = f"`{slot.label}` goes to {self._a(slot.range)}, and `{said.object:.80}` is a value"
            return Rejected(said, "range", what, self._valued_like(slot))
        certain = told(said.object, sentence, _words(self.ontology, slot.range))
        if not certain:
            return unsaid(said, "object", said.object)
        return self._linked(said, slot, min(sure, certain))

    # --- kinds of triples

    def _kind(self, said: Candidate, sentence: str) -> Judgement:
        kind = self.ontology.kind(said.object)
        if kind is None:
            known = ", ".join([*self.ontology.classes.values()][:8])
            return Rejected(
                said, "range", f"the ontology has no class `{said.object:.80}`", f"it has {known}"
            )
        sure = told(said.subject, sentence, ())
        if not sure:
            return unsaid(said, "subject", said.subject)
        if not told(self.ontology.classes[kind], sentence) and not told(said.object, sentence):
            return unsaid(said, "object", said.object)
        node = self._node(said, said.subject, (), "domain", "")
        if isinstance(node, Rejected):
            return node
        clash = self.ontology.clash(self._all_kinds(node) | {kind})
        if clash:
            return self._disjoint(said, said.subject, clash)
        new = self._introduced(node, said.subject, ())
        self._kinds_of(node).add(kind)
        return Accepted(said, (node, TYPE, kind), new, sure * said.likelihood)

    def _valued(self, said: Candidate, slot: Slot, sentence: str, sure: float) -> Judgement:
        value = typed(said.object, slot.datatype, sentence, slot.unit)
        kind = slot.datatype.rpartition("#")[2]
        if value is None:
            if _is_value(said.object) or told(said.object, sentence):
                what = f"`{said.object:.80}` is no {kind} that the sentence says"
                return Rejected(said, "value", what, f"`{slot.label}` has values of {kind}")
            return unsaid(said, "object", said.object)
        if kind in ("string", "Literal"):
            certain = told(said.object, sentence)
            if not certain:
                return unsaid(said, "object", said.object)
            sure = min(sure, certain)
        node = self._node(said, said.subject, slot.domain, "domain", slot.label)
        if isinstance(node, Rejected):
            return node
        return self._entered(said, slot, node, value, (), sure)

    def _linked(self, said: Candidate, slot: Slot, sure: float) -> Judgement:
        subject = self._node(said, said.subject, slot.domain, "domain", slot.label)
        value = self._node(said, said.object, slot.range, "range", slot.label)
        for found in (subject, value):
            if isinstance(found, Rejected):
                return self._turned(found, slot)
        assert isinstance(subject, str)
        assert isinstance(value, str)
        return self._entered(said, slot, subject, value, slot.range, sure)

    def _entered(
        self, said: Candidate, slot: Slot, subject: Node, value: Node, ends: Sequence[Node], sure: float
    ) -> Judgement:
        for node, name, wanted in ((subject, said.subject, slot.domain), (value, said.object, ends)):
            clash = self.ontology.clash(self._all_kinds(node) | set(_only(wanted))) if wanted else None
            if clash:
                return self._disjoint(said, name, clash)
        before = self._before(subject, slot.iri)
        if slot.functional and before - {value}:
            other = sorted(before - {value})[0]
            documents = {source.document for source in self.graph.sources((subject, slot.iri, other))}
            where = f" [{', '.join(sorted(documents))}]" if documents else ""
            what = f"`{slot.label}` has one value, and that of {said.subject} is {self._called(other)}{where}"
            return Rejected(said, "functional", what, "take one of them back")
        new = self._introduced(subject, said.subject, slot.domain)
        if ends or not slot.datatype:
            new += self._introduced(value, said.object, ends)
        before.add(value)
        return Accepted(said, (subject, slot.iri, value), new, sure * said.likelihood)

    # --- things

    def _node(
        self, said: Candidate, name: str, wanted: Sequence[Node], reason: Reason, along: str
    ) -> Node | Rejected:
        """Return the node that a name means; a new one where the graph has none of that name."""
        folded = key(name.replace("_", " "))
        if folded in self._names:
            nodes = [self._names[folded]]
        else:
            terms = {*self.ontology.slots, *self.ontology.classes}
            known = self.labels.named(name.replace("_", " "))
            nodes = [node for node in known if node not in terms]
        fit = [node for node in nodes if self.ontology.fits(self._kinds_of(node), wanted)]
        if len(fit) > 1:
            which = ", ".join(f"<{node}>" for node in fit[:4])
            return Rejected(said, "ambiguous", f"`{name:.80}` may be {which}", "name it in full")
        if nodes and not fit:
            way = "from" if reason == "domain" else "to"
            what = (
                f"`{along}` goes {way} {self._a(wanted)}, and {name} is {self._a(self._kinds_of(nodes[0]))}"
            )
            return Rejected(said, reason, what)
        return fit[0] if fit else self._fresh(name)

    def _fresh(self, name: str) -> Node:
        return self.namespace + quote("_".join(name.replace("_", " ").split()), safe="(),.'")

    def _introduced(self, node: Node, name: str, kinds: Sequence[Node]) -> tuple[Triple, ...]:
        """Return the label of a new node, and its class where a property leaves no choice."""
        found: list[Triple] = []
        plain = " ".join(name.replace("_", " ").split())
        folded = key(plain)
        if node == self._fresh(name) and folded not in self._names:
            found.append((node, LABEL, literal(plain)))
        self._names.setdefault(folded, node)
        known = self._kinds_of(node)
        for kind in _only(kinds):
            if not known and not self._follows.get(node) and node.startswith(self.namespace):
                found.append((node, TYPE, kind))
            self._follows.setdefault(node, set()).add(kind)
        return tuple(found)

    def _kinds_of(self, node: Node) -> set[Node]:
        if node not in self._kinds:
            literal_ = node.startswith('"')
            triples = () if literal_ else self.graph.match(node, TYPE, None)
            self._kinds[node] = {kind for _, _, kind in triples if kind in self.ontology.classes}
        return self._kinds[node]

    def _all_kinds(self, node: Node) -> set[Node]:
        """Return the classes that a thing is said to be of, and those that follow from what was let in."""
        return self._kinds_of(node) | self._follows.get(node, set())

    def _before(self, node: Node, slot: Node) -> set[Node]:
        if (node, slot) not in self._values:
            self._values[node, slot] = {triple[2] for triple in self.graph.match(node, slot, None)}
        return self._values[node, slot]

    # --- words

    def _turned(self, found: Rejected, slot: Slot) -> Rejected:
        """Add to a refusal that the triple fits the other way round, where it does."""
        ends = [self._node(found.said, found.said.object, slot.domain, "domain", "")]
        ends.append(self._node(found.said, found.said.subject, slot.range, "range", ""))
        if any(isinstance(end, Rejected) for end in ends):
            return found
        right = f"the other way round: {found.said.object} · {slot.label} · {found.said.subject}"
        return Rejected(found.said, found.reason, found.what, right)

    def _disjoint(self, said: Candidate, name: str, clash: tuple[Node, Node]) -> Rejected:
        one, other = (self.ontology.called((kind,)) for kind in clash)
        return Rejected(said, "disjoint", f"{name} would be both a {one} and a {other}, which nothing is")

    def _a(self, kinds: Collection[Node]) -> str:
        return f"a {self.ontology.called(kinds)}" if kinds else "anything"

    def _called(self, node: Node) -> str:
        return text_of(node) if node.startswith('"') else label(self.graph, node)

    def _valued_like(self, slot: Slot) -> str:
        return f"name the {self.ontology.called(slot.range)}" if slot.range else ""


def _only(kinds: Sequence[Node]) -> Iterator[Node]:
    """Yield the class that a property asks for, if it is one."""
    if len(kinds) == 1:
        yield kinds[0]


def _words(ontology: Ontology, kinds: Collection[Node]) -> list[str]:
    return [word for kind in kinds for word in ontology.classes.get(kind, "").split()]


def _is_value(name: str) -> bool:
    """Say whether a name is a number or a date and nothing else."""
    bare = name.strip(' "')
    return bool(dates(bare)) or (bare[:1].isdigit() and bare.replace(".", "").replace(",", "").isdigit()
                                 and any(True for _ in amounts(bare)))  # fmt: skip
