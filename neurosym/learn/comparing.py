"""Questions that compare, with their readings: most and least, above and below, which of two. No others."""

from __future__ import annotations

import re

from neurosym.learn.claiming import AMOUNTS, Claims
from neurosym.learn.phrasing import Unsaid
from neurosym.learn.questions import Relation

HOW_MANY = ("how many {c} are there", "count the {c}", "what is the number of {c}", "number of {c}")
WHICH_OF = (
    "is A or B {r}", "which is {r}, A or B", "which {c} is {r}, A or B", "which of A and B is {r}",
    "is A or B the {r} {c}", "the {r} of A and B", "A or B, which is {r}", "which of the two is {r}, A or B",
)  # fmt: skip
ONE = ("which is", "what is", "name", "find", "", "tell me")
MANY = ("which are the", "list", "name the", "what are the", "")
BOUNDS = (
    (r"(?:more than|over|above) \{n\}", "from", ("at least {n}", "{n} or more", "no less than {n}",
     "not less than {n}", "a minimum of {n}", "no fewer than {n}")),
    (r"(?:less than|fewer than|under|below) \{n\}", "upto", ("at most {n}", "{n} or less", "no more than {n}",
     "not more than {n}", "{n} or fewer", "up to {n}", "a maximum of {n}")),
    (r"(?:later than|after) \{n\}", "from", ("in {n} or later", "in {n} or after", "from {n} on")),
    (r"(?:earlier than|before) \{n\}", "upto", ("in {n} or earlier", "in {n} or before", "by {n}")),
    (r"(?:later than|after|earlier than|before) \{n\}", "exactly", ("in {n}", "in {n}", "in the year {n}")),
    (r"(?:more than|over|above|less than|fewer than|under|below) \{n\}", "exactly",
     ("exactly {n}", "{n}", "just {n}", "precisely {n}", "{n}")),
)  # fmt: skip
"""What people say of a number instead of that something is more, or less, and how that is read."""
_THAN = re.compile(r"is \{x\} (.+) than \{y\}")


class Comparisons(Claims):
    """Draws comparisons from one schema."""

    def _beyond(self, relation: Relation, more: bool) -> tuple[str, str]:
        """What has more, or less, than a thing that is named."""
        lines = relation.said["vs" if more else "vs_less"]
        roles = [match[1] for line in lines if (match := _THAN.fullmatch(line))]
        if not roles:
            raise Unsaid
        step = self._leading(relation.domain) if self._rng.random() < 0.6 else None
        (noun, of), other = self._called(relation.domain, many=True), "A" if step is None else "B"
        if step is None:
            base, clause = self._every(of), ""
        else:
            base = self._reading("A", [step]) + of
            clause = " " + self._form(step, "rel").replace("{x}", "A")
        way = "above" if more else "below"
        head = self._rng.choice(("which {c} are", "what {c} are", "list the {c} that are", "{c}"))
        said = f"{head.replace('{c}', noun + clause)} {self._rng.choice(roles)} than {other}"
        return said, f"{base} {way} {self._names[id(relation)]} {other}"

    def _amount(self) -> tuple[str, str]:
        """What is most or least, above or below a number, or which of two is more."""
        kinds = ("most", "least", "more", "fewer", "more", "fewer", "vs", "vs_less", "which_more")
        relation = self._some(lambda one: any(one.said[kind] for kind in kinds))
        kind = self._rng.choice([kind for kind in kinds if relation.said[kind]])
        name, line = self._names[id(relation)], self._rng.choice(relation.said[kind])
        said = line.replace("{x}", "A").replace("{y}", "B")
        match kind:
            case "vs" | "vs_less":
                word = "more" if kind == "vs" else "less"
                path = self._reading("A", [(relation, True)])
                return said, f" is{path} {word}{self._reading('B', [(relation, True)])}"
            case "which_more":
                return self._which_of(relation, said), f" A | B most {name}"
        amount, way = self._rng.choice(AMOUNTS), "above" if kind == "more" else "below"
        bounds = [one for one in BOUNDS if re.search(one[0], line)]
        if bounds and self._rng.random() < 0.5:
            pattern, way, instead = self._rng.choice(bounds)
            line = re.sub(pattern, self._rng.choice(instead), line)
        step = {"most": f" most {name}", "least": f" least {name}"}.get(kind, f" {way} {name} {amount}")
        if kind in ("more", "fewer") and self._rng.random() < 0.35:
            return self._beyond(relation, kind == "more")
        many = kind in ("more", "fewer")
        noun, base, clause = self._restricted(relation.domain, many)
        said = self._hung(line.replace("{n}", amount), noun, clause)
        if many and self._rng.random() < 0.3:
            return self._rng.choice(HOW_MANY).replace("{c}", said), f" count{base}{step}"
        head = self._rng.choice(MANY if many else ONE)
        return f"{head} {said}".strip(), base + step

    def _which_of(self, relation: Relation, said: str) -> str:
        """Return which of two is more, often in words that put the two elsewhere."""
        roles = [match[1] for line in relation.said["vs"] if (match := _THAN.fullmatch(line))]
        if not roles or self._rng.random() < 0.4:
            return said
        noun = self._rng.choice((self._noun(relation.domain, many=False), "one"))
        return self._rng.choice(WHICH_OF).replace("{r}", self._rng.choice(roles)).replace("{c}", noun)
