"""Triples with all that follows from them by a pack of rules, and why. Triples come and go.

Rules write the words of a vocabulary with short names (`rdf_type`), a derivation does so too; everywhere
else a node is a whole IRI, a literal or a blank node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from neurosym.faults import Fault, FaultError, suggestion
from neurosym.ir.core import BOOL
from neurosym.ir.derivation import Derivation, DerivationCertificate, Fact
from neurosym.ir.model import Value
from neurosym.ir.rules import RuleBase, read_rules
from neurosym.knowledge.nodes import OWL, RDF, RDFS, XSD, Node, Triple, is_literal
from neurosym.rewrite.clauses import reads
from neurosym.shelf import shelf
from neurosym.solve.graph.reason.literals import Rows, grouped
from neurosym.solve.rules import Derived, Limits, Programme

TRIPLE, CLASH = "triple", "inconsistent"
STANDARD: Mapping[str, str] = {"rdf": RDF, "rdfs": RDFS, "owl": OWL, "xsd": XSD}
"""The prefixes of the short names that every pack may use."""


@cache
def pack(name: str) -> RuleBase:
    """Return the rules of a pack, by its name or its file. Raises `FaultError` (`file`, and others)."""
    packs = {path.stem: path for path in shelf("rules").glob("*.rules")}
    path = packs.get(name, Path(name))
    if not path.is_file():
        hint = suggestion(name, packs) or f"packs: {', '.join(sorted(packs))}"
        raise FaultError(Fault("file", f"there is no pack and no file `{name:.80}`", hint=hint))
    try:
        return read_rules(path.read_text(encoding="utf-8"), path.name)
    except OSError as error:
        raise FaultError(Fault("file", f"{name} cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        raise FaultError(Fault("file", f"{name} is not UTF-8: {error.reason}")) from None


@cache
def _programme(name: str) -> Programme:
    return Programme.of(pack(name))


class Closure:
    """All that follows from triples by rules over `triple(subject, property, object)`.

    Raises `FaultError`: `unknown-name` where the rules have no such predicate, `limit` as `Limits` says.
    """

    def __init__(
        self,
        triples: Iterable[Triple] = (),
        rules: str | RuleBase = "owl2rl",
        limits: Limits | None = None,
        prefixes: Mapping[str, str] = STANDARD,
    ) -> None:
        self.base = pack(rules) if isinstance(rules, str) else rules
        self.programme = _programme(rules) if isinstance(rules, str) else Programme.of(rules)
        symbol = self.base.signature.symbols.get(TRIPLE)
        if symbol is None or len(symbol.args) != 3 or symbol.result != BOOL:
            what = f"the rules declare no `{TRIPLE} : Node, Node, Node -> Bool`"
            raise FaultError(Fault("unknown-name", what, hint="take rules over triples: owl2rl"))
        self._limits = limits or Limits()
        self._short: dict[Node, str] = {}
        for word in self.base.signature.elements:
            prefix, _, local = word.partition("_")
            if prefix in prefixes:
                self._short[prefixes[prefix] + local] = word
        self._full = {word: iri for iri, word in self._short.items()}
        self._given: dict[Triple, None] = {}
        self._literals: Counter[Node] = Counter()
        self.derived = Derived(self.programme, self._limits)
        self.add(triples)

    # --- questions

    def __len__(self) -> int:
        return self.derived.count(TRIPLE)

    def __contains__(self, triple: object) -> bool:
        match triple:
            case (str(subject), str(predicate), str(value)):
                return self.derived.holds(Fact(TRIPLE, self.row((subject, predicate, value))))
        return False

    def match(self, subject: Node | None, predicate: Node | None, object: Node | None) -> Iterator[Triple]:
        """Yield the triples, given or derived, that have these nodes, None standing for any."""
        wanted = [None if node is None else self._name(node) for node in (subject, predicate, object)]
        return map(self._triple, self.derived.select(TRIPLE, wanted))

    def new(self) -> Iterator[Triple]:
        """Yield the triples that were derived and not given."""
        return map(self._triple, self.derived.select(TRIPLE, (None, None, None), new=True))

    def is_given(self, triple: Triple) -> bool:
        """Say whether a triple was given."""
        return triple in self._given

    def why(self, triple: Triple) -> Derivation:
        """Return the first derivation of a triple. Raises `FaultError` (`not-derived`)."""
        return self.derived.why(Fact(TRIPLE, self.row(triple)))

    def clashes(self) -> Sequence[Fact]:
        """Return what contradicts itself: `inconsistent(x, y)`; nothing where the rules know of none."""
        if CLASH not in self.base.signature.symbols:
            return ()
        return [Fact(CLASH, row) for row in self.derived.rows(CLASH)]

    @property
    def monotone(self) -> bool:
        """Whether the rules deny and count nothing, so that more triples never take a conclusion back."""
        return not any(closed for clause in self.programme.clauses for _, closed in reads(clause.body))

    def certificate(self, derivation: Derivation) -> DerivationCertificate:
        """Return a derivation with the rules, for anybody to check again. Raises `FaultError`
        (`not-certifiable`) where the rules deny or count."""
        if not self.monotone:
            what = "the rules deny or count, and what a derivation rests on is not all in it"
            raise FaultError(Fault("not-certifiable", f"not certifiable: {what}"))
        return DerivationCertificate(self.base, derivation, {})

    def triples(self, facts: Iterable[Fact]) -> tuple[Triple, ...]:
        """Return the triples among facts, with whole IRIs."""
        return tuple(self._triple(fact.args) for fact in facts if fact.name == TRIPLE)

    def full(self, name: Value) -> Node:
        """Return a node of a derivation with its whole IRI."""
        return self._full.get(str(name), str(name))

    # --- change

    def add(self, triples: Iterable[Triple]) -> None:
        """Add triples and all that follows with them. Raises `FaultError` (`limit`)."""
        new = [triple for triple in dict.fromkeys(triples) if triple not in self._given]
        self._given.update(dict.fromkeys(new))
        said = Counter(triple[2] for triple in new if is_literal(triple[2]))
        facts = self._about(node for node in said if not self._literals[node])
        self._literals.update(said)
        rows: Rows = {TRIPLE: [self.row(triple) for triple in new]}
        self.derived.add({**rows, **facts})

    def remove(self, triples: Iterable[Triple]) -> None:
        """Take given triples back, and all that rests on them alone. Raises `FaultError` (`not-given`)."""
        old = list(dict.fromkeys(triples))
        missing = next((triple for triple in old if triple not in self._given), None)
        if missing is not None:
            raise FaultError(Fault("not-given", f"{' '.join(missing):.200} was not given"))
        gone = Counter(triple[2] for triple in old if is_literal(triple[2]))
        self._literals.subtract(gone)
        unused = [node for node in gone if not self._literals[node]]
        for node in unused:
            del self._literals[node]
        for triple in old:
            del self._given[triple]
        rows: Rows = {TRIPLE: [self.row(triple) for triple in old]}
        self.derived.remove({**rows, **self._about(unused)})

    @contextmanager
    def supposing(self, triples: Iterable[Triple]) -> Iterator[None]:
        """Have some triples more for a while. After a fault all is derived anew, without them."""
        new = [triple for triple in dict.fromkeys(triples) if triple not in self._given]
        try:
            self.add(new)
            yield
            self.remove(new)
        except BaseException:
            kept = self._given.keys() - set(new)
            given = [triple for triple in self._given if triple in kept]
            self._given, self._literals = {}, Counter()
            self.derived = Derived(self.programme, self._limits)
            self.add(given)
            raise

    def alone(self, triples: Iterable[Triple]) -> Closure:
        """Return the closure of other triples by the same rules."""
        other = object.__new__(Closure)
        other.base, other.programme, other._limits = self.base, self.programme, self._limits
        other._short, other._full = self._short, self._full
        other._given, other._literals = {}, Counter()
        other.derived = Derived(self.programme, self._limits)
        other.add(triples)
        return other

    # --- names

    def _name(self, node: Node) -> str:
        return self._short.get(node, node)

    def row(self, triple: Triple) -> tuple[str, str, str]:
        """Return a triple as the rules name its nodes."""
        short = self._short.get
        subject, predicate, value = triple
        return short(subject, subject), short(predicate, predicate), short(value, value)

    def _triple(self, row: Sequence[Value]) -> Triple:
        full = self._full.get
        subject, predicate, value = map(str, row)
        return full(subject, subject), full(predicate, predicate), full(value, value)

    def _about(self, literals: Iterable[Node]) -> Rows:
        known = self.base.signature.symbols
        return {name: rows for name, rows in grouped(literals, self._name).items() if name in known}
