"""How good is it? Benches by name, each loaded when it is run. Knows what none of them measures."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neurosym.bench.run import Options

BENCHES: dict[str, str] = {
    "recorded": "neurosym.bench.recorded:bench",
    "gold": "neurosym.bench.gold:bench",
    "texts": "neurosym.bench.texts:bench",
    "embedded": "neurosym.bench.embedded:bench",
    "sentences": "neurosym.bench.sentences:bench",
    "together": "neurosym.bench.together:bench",
    "surfaces": "neurosym.bench.surfaces:bench",
    "speed": "neurosym.bench.speed:bench",
    "puzzles": "neurosym.bench.puzzles:bench",
    "witnesses": "neurosym.bench.witnesses:bench",
    "rules": "neurosym.bench.rules:bench",
    "optimise": "neurosym.bench.optimise:bench",
    "knowledge": "neurosym.bench.knowledge:bench",
}
"""Name to `module:function`; the first line of the function's docstring says what it measures."""


ASKING = ("texts",)
"""Benches that ask a language model."""

READING = ("embedded", "sentences", "together")
"""Benches of the LM that reads sentences."""

PLANNING = ("optimise",)
"""Benches of programmes, which ask a language model only if one is named."""

KNOWING = ("knowledge",)
"""Benches of graphs."""

TRAINING = ("surfaces",)
"""Benches that train it."""


def bench(name: str) -> Callable[[Options], None]:
    """Return a bench: call it with options, and it prints its table. Raises KeyError on another name."""
    module, _, function = BENCHES[name].partition(":")
    found: Callable[[Options], None] = getattr(import_module(module), function)
    return found
