"""What `rules run --stable` prints: stable models, or what holds in some or in all. Decides nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from neurosym.cli_rules_facts import Loaded
from neurosym.faults import visible
from neurosym.ir.core import Var
from neurosym.ir.derivation import Fact
from neurosym.ir.model import Value
from neurosym.ir.plain import to_plain
from neurosym.solve.rules.asked import Asked
from neurosym.solve.rules.stable import Stable, Which

HEADS = {"brave": "In at least one stable model:", "cautious": "In every stable model:"}


def stable_lines(
    found: Stable, which: Which, asked: Sequence[Asked], loaded: Loaded, most: int
) -> Iterator[str]:
    """Yield the lines of a text: facts that were not given, or those that are asked about."""
    if not found.sets:
        yield "No stable model: no set of facts agrees with what the rules say about it."
        return
    if which == "all":
        yield f"{len(found.sets)} stable model{'s' * (len(found.sets) > 1)}" + ", and more" * found.more
    nothing = "nothing" if asked else "nothing but what was given"
    for number, model in enumerate(found.sets, start=1):
        yield HEADS.get(which, f"model {number}")
        rows = _facts(model, asked, loaded)
        shown = [(f"{name}({', '.join(map(loaded.show, args))})" if args else name) for name, args in rows]
        yield from (f"    {visible(line)}" for line in shown[: most or None] or [nothing])
        if most and len(shown) > most:
            yield f"    … and {len(shown) - most:,} more: --rows 0 shows all"


def stable_json(found: Stable, asked: Sequence[Asked], loaded: Loaded) -> str:
    """Return the models as JSON, each a list of facts."""
    models = [
        [[name, *(to_plain(loaded.full(arg)) for arg in args)] for name, args in _facts(model, asked, loaded)]
        for model in found.sets
    ]
    return json.dumps({"models": models, "more": found.more}, ensure_ascii=False)


def _facts(model: frozenset[Fact], asked: Sequence[Asked], loaded: Loaded) -> list[Fact]:
    """Return the facts that answer what is asked; where nothing is, those that were not given."""
    if asked:
        found = {fact for fact in model if any(_answers(fact, each) for each in asked)}
    else:
        given = {Fact(name, tuple(row)) for name, rows in loaded.facts.items() for row in rows}
        found = set(model - given)
    return sorted(found, key=lambda fact: (fact.name, [(isinstance(arg, str), arg) for arg in fact.args]))


def _answers(fact: Fact, asked: Asked) -> bool:
    values: dict[str, Value] = {}
    return fact.name == asked.name and all(
        values.setdefault(arg.name, value) == value if isinstance(arg, Var) else arg == value
        for arg, value in zip(asked.args, fact.args, strict=True)
    )
