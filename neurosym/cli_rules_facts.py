"""The rules and facts of a run, from the files that a user names, and the names of individuals in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from neurosym.cli_words import source_text
from neurosym.explain.say import plain
from neurosym.faults import Fault, FaultError, suggestion, visible
from neurosym.ir.core import BOOL, INT, Symbol
from neurosym.ir.model import Value
from neurosym.ir.rules import RuleBase, read_rules
from neurosym.knowledge import ENDINGS as OF_TRIPLES
from neurosym.shelf import shelf
from neurosym.solve.rules import Derived
from neurosym.solve.rules.asked import Asked, unquoted
from neurosym.solve.rules.tables import DELIMITERS, read_table

if TYPE_CHECKING:
    from neurosym.knowledge.triples import Triples

TRIPLE = "triple"
"""The predicate of triples."""

ENDINGS = (*DELIMITERS, *OF_TRIPLES)
MAX_NEAR = 20_000
"""Names among which a near one is looked for."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows by predicate; `named` reads the word for an individual, `show` writes it, `full` its whole IRI."""

    facts: Mapping[str, Sequence[tuple[Value, ...]]] = field(default_factory=dict)
    triples: Triples | None = None
    named: Callable[[str], Value] = unquoted
    show: Callable[[Value], str] = plain
    full: Callable[[Value], Value] = lambda value: value


def rules_of(source: str) -> RuleBase:
    """Return the rules of a pack, of a file, or of `-`, standard input. Raises `FaultError`."""
    packs = {path.stem: path for path in shelf("rules").glob("*.rules")}
    if source in packs and not Path(source).is_file():
        return read_rules(packs[source].read_text(encoding="utf-8"))
    if source != "-" and not Path(source).is_file():
        hint = suggestion(source, packs) or f"packs: {', '.join(sorted(packs))}"
        raise FaultError(Fault("file", f"there is no file and no pack `{source}`", hint=hint))
    return read_rules(source_text(source))


def load(base: RuleBase, files: Sequence[str], header: bool, most: int) -> Loaded:
    """Return the facts of files and folders, named as in `--facts`. Raises `FaultError`."""
    facts: dict[str, list[tuple[Value, ...]]] = {}
    triples: Triples | None = None
    for name, path in (each for text in files for each in _files(text)):
        if path.suffix.lower() in OF_TRIPLES:
            from neurosym.knowledge.triples import Triples  # only where there are any

            triples = Triples(base.signature.elements) if triples is None else triples
            triples.read(path)
            continue
        symbol = _symbol(base, name or path.stem, path, bool(name))
        found = facts.setdefault(symbol.name, [])
        found += read_table(path, symbol, base.signature, header=header, most=most - len(found))
    if triples is None:
        return Loaded(facts)
    if len(triples) > most:
        raise FaultError(Fault("limit", f"there are more than {most} triples", hint="allow more facts"))
    triple = base.signature.symbols.get(TRIPLE)
    if triple is None or len(triple.args) != 3 or triple.result != BOOL:
        what = f"triples were given, but the rules declare no `{TRIPLE} : Node, Node, Node -> Bool`"
        raise FaultError(Fault("unknown-name", what, hint="give tables, or take rules over triples: owl2rl"))
    facts.setdefault(TRIPLE, []).extend(triples.rows())
    for told, rows in _about_literals(triples).items():
        known = base.signature.symbols.get(told)
        if known is not None and set(known.args) <= {triple.args[2]} and known.result in (BOOL, INT):
            facts.setdefault(told, []).extend(rows)
    return Loaded(facts, triples, triples.named, _shown(triples), _full(triples))


def missing_names(asked: Sequence[Asked], derived: Derived, loaded: Loaded) -> Iterator[str]:
    """Yield a note for each name in questions that neither a fact nor a rule has."""
    names = dict.fromkeys(arg for one in asked for arg in one.args if isinstance(arg, str))
    for name in names:
        if not derived.knows(name):
            known = [each for each in derived.values()[:MAX_NEAR] if isinstance(each, str)]
            near = suggestion(name, known) if loaded.triples is None else ""
            free = f"write `?{name}` for a variable" if name.isidentifier() and name[0].isupper() else ""
            hint = f"; {near or free}" if near or free else ""
            yield f"note: no fact and no rule names `{visible(loaded.show(name))}`{hint}"


def _files(text: str) -> Iterator[tuple[str, Path]]:
    """Yield a file with the name before it, or every file of a folder that holds facts."""
    folder = Path(text)
    if not folder.is_dir():
        yield _split(text)
        return
    found = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in ENDINGS]
    if not found:
        raise FaultError(Fault("file", f"no file in {folder} ends in {', '.join(ENDINGS)}"))
    yield from (("", path) for path in found)


def _about_literals(triples: Triples) -> Mapping[str, Sequence[tuple[Value, ...]]]:
    """Return what rules are told of the literals of triples, by predicate."""
    from neurosym.solve.graph.reason.literals import grouped  # only where there are triples

    nodes = dict.fromkeys(row[2] for row in triples.rows() if row[2].startswith('"'))
    return grouped(nodes, lambda iri: triples.named(f"<{iri}>"))


def _split(text: str) -> tuple[str, Path]:
    name, equals, file = text.partition("=")
    named = equals and name.isidentifier() and not Path(text).exists()
    path = Path(file if named else text)
    if path.suffix.lower() not in ENDINGS:
        what = f"the name of {path} ends in none of {', '.join(ENDINGS)}"
        raise FaultError(Fault("file", what))
    return (name if named else ""), path


def _symbol(base: RuleBase, name: str, path: Path, named: bool) -> Symbol:
    symbol = base.signature.symbols.get(name)
    if symbol is None:
        near = suggestion(name, base.signature.symbols)
        which = "" if named else f"say which predicate: --facts NAME={path}"
        hint = " ".join(filter(None, (near, which)))
        raise FaultError(Fault("unknown-name", f"the rules declare no `{name}` for {path}", hint=hint))
    return symbol


def _shown(triples: Triples) -> Callable[[Value], str]:
    return lambda value: triples.show(value) if isinstance(value, str) else plain(value)


def _full(triples: Triples) -> Callable[[Value], Value]:
    return lambda value: triples.full(value) if isinstance(value, str) else value
