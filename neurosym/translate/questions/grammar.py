"""The grammar that holds an LM to path notation: names of the graph, in steps that can follow each other.

A path that the graph cannot have is never written: after `> directed by`, which comes to people, no step goes
on that leaves from films alone, nothing is kept of the class `film`, and nobody is compared by a `length`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from neurosym.translate.questions.notation import COMPARES
from neurosym.translate.questions.prompt import LETTERS, numerals
from neurosym.translate.questions.reading import Form

Step: TypeAlias = tuple[str, bool]
"""The name of a property, and whether it is gone along."""

MAX_HOPS = 4
"""Steps of a path."""

_OPS = '(" &" | " |" | " -")'
_BEYOND = f"({' | '.join(json.dumps(f' {way}') for way in COMPARES)})"
_EXTREME = '(" most" | " least")'


@dataclass(frozen=True)
class Names:
    """What a reading may name; where nothing is told of a step, a letter or a class, all may stand there.

    `numbers`: properties whose values are numbers. `after`: which steps can follow each; `first`: which can
    follow a letter, `members`: all things of a class. `kinds`: the classes of what each step comes to.
    """

    properties: Sequence[str]
    classes: Sequence[str] = ()
    numbers: Collection[str] = ()
    after: Mapping[Step, Collection[Step]] = field(default_factory=dict)
    first: Mapping[str, Collection[Step]] = field(default_factory=dict)
    members: Mapping[str, Collection[Step]] = field(default_factory=dict)
    kinds: Mapping[Step, Collection[str]] = field(default_factory=dict)


def grammar(names: Names, question: str, mentions: int, form: Form = "any") -> str:
    """Return the grammar, in the Lark of llguidance, of all readings of a question with so many mentions.

    `form`: only of those that claim something, or that name things.
    """
    return "\n".join(_Rules(names, numerals(question), LETTERS[:mentions]).written(form)) + "\n"


class _Rules:
    """Rules by name. A path of which the most or least may be wanted has rules of its own, `best`."""

    def __init__(self, names: Names, amounts: Sequence[str], letters: str) -> None:
        self._names, self._letters = names, letters
        self._amounts = _either([*letters, *amounts])
        self._steps = [(name, forward) for name in names.properties for forward in (True, False)]
        self._number = {step: place for place, step in enumerate(self._steps)}
        self._shared: dict[str, str] = {}

    def written(self, form: Form) -> list[str]:
        """Return the lines of the grammar."""
        bases = {letter.lower(): self._from_letter for letter in self._letters}
        bases |= {f"every{place}": self._from_class for place, _ in enumerate(self._names.classes)}
        if not bases:
            return [f"start: {json.dumps(' nothing')}"]
        # what two paths come to is told of a third; and that they meet at all is no statement
        equal = f'{"things" if len(self._letters) > 2 else "best"} " =" ({self._amounts}) | '
        meeting = "path" if form == "claim" else "path others"
        start = {"any": '" count"? things | claim', "claim": "claim", "things": "things"}
        sides = [f"path_{letter.lower()}" for letter in self._letters] + [*self._away()]
        lines = [
            f"start: {start[form]}",
            f'claim: " not"? " is" ({equal * bool(self._amounts)}{meeting} | side (" more" | " less") side)',
            f"side: {' | '.join(sides) or json.dumps(' nothing')}",
            f"others: ({_OPS} side)*",
            f"things: {' | '.join(self._things())}",
            *(f"{kind}: {' | '.join(f'{kind}_{base}' for base in bases)}" for kind in ("path", "best")),
        ]
        for kind in ("path", "best"):
            lines += [f"{kind}_{base}: {rule(base, kind)}" for base, rule in bases.items()]
            lines += [
                f"{kind}{hop}x{place}: {self._along(step, hop, kind)}"
                for hop in range(1, MAX_HOPS + 1)
                for place, step in enumerate(self._steps)
            ]
        return lines + [f"{name}: {content}" for content, name in self._shared.items()]

    def _things(self) -> list[str]:
        extreme = self._extreme(self._names.numbers)
        found = ["best", f"path {_OPS} side others{f' ({extreme})?' if extreme else ''}"]
        if extreme and len(self._letters) > 1:
            letter = _either(self._letters)
            found.append(f'({letter}) (" |" ({letter}))+ {extreme}')
        return found

    def _from_letter(self, base: str, kind: str) -> str:
        letter = base.upper()
        onward = self._onward(self._names.first.get(letter, self._steps), 1, kind)
        of = [f'" :" {self._one_of(self._names.classes)}'] if self._names.classes else []
        return f'" {letter}" ({" | ".join([*of, *([onward] if onward else [])]) or json.dumps(" nothing")})'

    def _from_class(self, base: str, kind: str) -> str:
        name = self._names.classes[int(base.removeprefix("every"))]
        ways = self._names.members.get(name, self._steps)
        return f'" every" {_spelt(name)} {self._rest(ways, (), 1, kind)}'

    def _away(self) -> Iterator[str]:
        """Yield paths from all of a class to something else: without it, `- every interlock > watches`."""
        for name in self._names.classes:
            onward = self._onward(self._names.members.get(name, self._steps), 1, "path")
            if onward:
                yield f'" every" {_spelt(name)} {onward}'

    def _along(self, step: Step, hop: int, kind: str) -> str:
        ways = self._names.after.get(step, self._steps)
        kinds = self._names.kinds.get(step, self._names.classes)
        return f'" {">" if step[1] else "<"}" {_spelt(step[0])} {self._rest(ways, kinds, hop + 1, kind)}'

    def _rest(self, ways: Collection[Step], kinds: Collection[str], hop: int, kind: str) -> str:
        """Return what may follow: a class, a bound, then further steps or at last a comparison."""
        numbers = [name for name in self._names.numbers if (name, True) in ways]
        found = []
        classes = [name for name in self._names.classes if name in kinds]
        if classes:
            found.append(f'(" :" {self._one_of(classes)})?')
        if numbers and self._amounts:
            found.append(f"({_BEYOND} {self._one_of(numbers)} ({self._amounts}))?")
        ends = [self._onward(ways, hop, kind), self._extreme(numbers) if kind == "best" else ""]
        if any(ends):
            found.append(f"({' | '.join(filter(None, ends))})?")
        return " ".join(found)

    def _onward(self, ways: Iterable[Step], hop: int, kind: str) -> str:
        if hop > MAX_HOPS:
            return ""
        places = sorted(self._number[step] for step in ways if step in self._number)
        return self._rule(" | ".join(f"{kind}{hop}x{place}" for place in places)) if places else ""

    def _extreme(self, numbers: Collection[str]) -> str:
        return f"{_EXTREME} {self._one_of(numbers)}" if numbers else ""

    def _one_of(self, names: Iterable[str]) -> str:
        return self._rule(_either(sorted(names)))

    def _rule(self, content: str) -> str:
        """Return the name of a rule with this content, one for all that have it."""
        return self._shared.setdefault(content, f"rule{len(self._shared)}")


def _either(names: Iterable[str]) -> str:
    return " | ".join(map(_spelt, names))


def _spelt(name: str) -> str:
    # each word is a lexeme: a lexer that has begun a longer name does not go back to a shorter one
    return " ".join(json.dumps(f" {word}", ensure_ascii=False) for word in name.split())
