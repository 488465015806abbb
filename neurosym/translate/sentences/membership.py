"""Who belongs to a group, where something is said of the group; who is there at all, where nothing is.

Claims of the IR; knows nothing of what is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neurosym.ir.core import Apply, Binding, Claim, Compare, Quantified, Var, disjunction
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.kinds import members_of
from neurosym.translate.sentences.lowering import Lowering
from neurosym.translate.sentences.parts import Members


def memberships(entries: Sequence[Entry], lowering: Lowering) -> Iterator[Claim]:
    """Yield who belongs to each group that something is said of, quoting the sentence that lists them."""
    everybody = tuple(dict.fromkeys(members_of(entries)))
    for entry in entries:
        for part in entry.parts:
            if isinstance(part, Members) and part.names:
                one = Binding("x", lowering.sort)
                group = lowering.predicate(part.group, 1)
                # women and men that nothing more is said of are together all there are
                names = part.names if group is not None else everybody
                body = disjunction(tuple(Compare("==", Var("x"), lowering.thing(name)) for name in names))
                if group is not None:
                    body = Compare("==", Apply(group, (Var("x"),)), body)
                if group is not None or lowering.only_members:
                    yield Claim("", Quantified("all", (one,), body), entry.text)
