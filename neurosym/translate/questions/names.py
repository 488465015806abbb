"""What is wrong with the names of a path, and which names of the graph are near. Follows no path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neurosym.faults import Fault, FaultError, brief
from neurosym.knowledge.nodes import Node
from neurosym.knowledge.shapes import nearest, unknown
from neurosym.translate.questions.notation import Along, Asked, Beyond, Is, Than, Which, read
from neurosym.translate.questions.page import Page

_SIGN = re.compile(r" (?:[<>:&|=-]|above|below|most|least|more|less)(?: |\Z)")
_JOIN = re.compile(r"(?:\A| )(?:[&|-]|is|not|count|more|less)(?= )")
MAX_WORD = 60


@dataclass(frozen=True)
class Names:
    """The names that paths in one graph may have; `mentions`: what the letters stand for."""

    page: Page
    mentions: Mapping[str, Node]

    def explained(self, fault: Fault) -> Fault:
        """Return why path notation could not be read, with the names that are near where one is wrong."""
        place = fault.where
        if place is None or "graph" not in fault.what:
            return fault
        before, rest = place.text[: place.start].rstrip(), place.text[place.start :]
        word = _SIGN.split(f"{rest} ", maxsplit=1)[0].strip()[:MAX_WORD] or "nothing"
        sign = before.rpartition(" ")[2]
        known = self.page.known
        if "class" in fault.what:
            near = nearest(word, self.page.kinds) or [*self.page.kinds][:8]
            hint = f"there is {', '.join(f'`{name}`' for name in near)}" if near else "begin with a letter"
            return Fault("unknown-name", f"the graph has no class `{brief(word)}`", hint=hint)
        kind = self._kind(before.removesuffix(sign).strip()) if sign == ">" else ""
        return unknown(known, word, kind if kind in known.kinds else "")

    def _kind(self, before: str) -> str:
        """Return the kind of what the path before a step comes to, empty where it is not known."""
        path = before[max((match.end() for match in _JOIN.finditer(before)), default=0) :].strip()
        try:
            asked = read(path, [*self.page.properties], [*self.page.kinds])
        except FaultError:
            return ""
        if not isinstance(asked, Which):
            return ""
        first = asked.things.first
        along = [step for step in first.steps if isinstance(step, Along)]
        if along and along[-1].name in self.page.known.properties:
            return self.page.known.ends(self.page.known.properties[along[-1].name], objects=along[-1].forward)
        node = self.mentions.get(first.letter)
        return first.every if node is None else self.page.kind_of(node)

    def measured(self, asked: Asked) -> Asked:
        """Return what is asked if all that it compares are numbers. Raises `FaultError` (`path`)."""
        for name in _compared(asked):
            one = self.page.properties.get(name)
            if one is not None and not one.numeric:
                amounts = [name for name, other in self.page.properties.items() if other.numeric]
                near = ", ".join(f"`{name}`" for name in nearest(name, amounts) or amounts[:8])
                hint = f"numbers are {near}" if near else "no property of the graph has numbers"
                raise FaultError(Fault("path", f"the values of `{name}` are no numbers", hint=hint))
        return asked


def _compared(asked: Asked) -> Iterator[str]:
    match asked:
        case Which(things) | Is(things):
            yield from (things.by,) if things.extreme else ()
            paths = [things.first, *(path for _, path in things.others)]
        case Than(left, right):
            paths = [left, right]
            for path in paths:
                yield from (step.name for step in path.steps[-1:] if isinstance(step, Along))
    yield from (step.name for path in paths for step in path.steps if isinstance(step, Beyond))
