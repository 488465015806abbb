"""Several rule bases as one. Runs no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Enumeration, Sort, Symbol
from neurosym.ir.rules import RuleBase


def merged(bases: Sequence[RuleBase]) -> RuleBase:
    """Return several rule bases as one. Raises `FaultError` where they declare one name in two ways."""
    sorts: dict[str, Sort] = {}
    symbols: dict[str, Symbol] = {}
    for base in bases:
        for sort in base.sorts:
            known = sorts.setdefault(sort.name, sort)
            if known != sort:
                sorts[sort.name] = _joined(known, sort)
        for symbol in base.symbols:
            known_symbol = symbols.setdefault(symbol.name, symbol)
            if (known_symbol.args, known_symbol.result) != (symbol.args, symbol.result):
                what = f"`{symbol.name}` is declared in two ways"
                raise FaultError(Fault("policy", what, hint="give it one declaration in all packs"))
            if symbol.gloss and not known_symbol.gloss:
                symbols[symbol.name] = symbol
    rules = [claim for base in bases for claim in base.rules]
    if len(bases) > 1:
        rules = [replace(claim, id=f"c{number}") for number, claim in enumerate(rules, start=1)]
    return RuleBase(tuple(sorts.values()), tuple(symbols.values()), tuple(rules))


def _joined(one: Sort, other: Sort) -> Enumeration:
    if isinstance(one, Enumeration) and isinstance(other, Enumeration) and not (one.closed or other.closed):
        return replace(one, elements=tuple(dict.fromkeys((*one.elements, *other.elements))))
    raise FaultError(Fault("policy", f"the sort `{one.name}` is declared in two ways"))
