"""The grammar that holds an LM to path notation: names of the graph, in steps that can follow each other.

A path that the graph cannot have is never written: after `> directed by`, which comes to people, no step goes
on that leaves from films alone.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from neurosym.translate.questions.prompt import LETTERS, numerals

Step: TypeAlias = tuple[str, bool]
"""The name of a property, and whether it is gone along."""

MAX_HOPS = 4
"""Steps of a path."""


@dataclass(frozen=True)
class Names:
    """What a reading may name. `after`: which steps can follow each; `first`: which can follow a letter."""

    properties: Sequence[str]
    classes: Sequence[str] = ()
    after: Mapping[Step, Collection[Step]] = field(default_factory=dict)
    first: Mapping[str, Collection[Step]] = field(default_factory=dict)


def grammar(names: Names, question: str, mentions: int) -> str:
    """Return the grammar, in the Lark of llguidance, of all readings of a question with so many mentions."""
    return "\n".join(_rules(names, numerals(question), LETTERS[:mentions])) + "\n"


def _rules(names: Names, amounts: Sequence[str], letters: str) -> Iterator[str]:
    steps = [(name, forward) for name in names.properties for forward in (True, False)]
    number = {step: place for place, step in enumerate(steps)}
    yield 'start: " count"? things | " not"? " is" (things is? | path (" more" | " less") path)'
    yield 'things: path ((" &" | " |" | " -") path)* ((" most" | " least") property)?'
    bases = [f"from_{letter.lower()}" for letter in letters] + (["every"] if names.classes else [])
    yield f"path: {' | '.join(bases) or 'nothing'}"
    if not bases:
        yield f"nothing: {json.dumps(' nothing')}"
    sift = " | ".join(_sifts(names, bool(amounts or letters)))
    if sift:
        yield f"sift: ({sift})*"
    last = " sift" if sift else ""
    for letter in letters:
        ways = [step for step in names.first.get(letter, steps) if step in number]
        yield f'from_{letter.lower()}: " {letter}"{last}{_onward(ways, number, 1)}'
    if names.classes:
        yield f'every: " every" class{last}{_onward(steps, number, 1)}'
    for hop in range(1, MAX_HOPS + 1):
        for step in steps:
            ways = [after for after in names.after.get(step, steps) if after in number]
            onward = _onward(ways, number, hop + 1) if hop < MAX_HOPS else ""
            sign = ">" if step[1] else "<"
            yield f'step{hop}x{number[step]}: " {sign}" {_spelt(step[0])}{last}{onward}'
    yield 'is: " =" amount' if amounts or letters else 'is: " ="'
    yield f"property: {_either(names.properties)}"
    if names.classes:
        yield f"class: {_either(names.classes)}"
    if amounts or letters:
        yield f"amount: {_either([*letters, *amounts])}"


def _sifts(names: Names, amounts: bool) -> Iterator[str]:
    if names.classes:
        yield '" :" class'
    if amounts:
        yield '(" above" | " below") property amount'


def _onward(ways: Sequence[Step], number: Mapping[Step, int], hop: int) -> str:
    return f" ({' | '.join(f'step{hop}x{number[step]}' for step in sorted(ways))})?" if ways else ""


def _either(names: Sequence[str]) -> str:
    return " | ".join(map(_spelt, names))


def _spelt(name: str) -> str:
    # each word is a lexeme: a lexer that has begun a longer name does not go back to a shorter one
    return " ".join(json.dumps(f" {word}", ensure_ascii=False) for word in name.split())
