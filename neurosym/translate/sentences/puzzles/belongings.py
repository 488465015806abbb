"""What belongs to members of a group, and stands for them: `bed( Ann)` is where Ann is. Builds no formula."""

from __future__ import annotations

from collections.abc import Iterable

from neurosym.ir.core import Apply
from neurosym.translate.sentences.puzzles.groups import PARENTS, Groups

HOLDERS = frozenset(
    {"owner", "keeper", "holder", "tenant", "resident", "occupant", "turn", "room", "flat", "office", "desk"}
    | {"chair", "talk", "speech", "lecture", "lesson", "hearing", "interview", "appointment", "visit", "exam"}
    | {"shift", "session", "meeting", "performance", "appearance", "presentation", "inspection", "stall"}
    | {"tent", "locker", "ticket", "finish", "bed", "table", "box", "car"}
)
"""What belongs to somebody, or whom it belongs to, is where they are."""
_RELATIVES = PARENTS | {
    *("brother", "sister", "son", "daughter", "wife", "husband", "twin", "cousin", "uncle", "aunt", "friend"),
    *("grandmother", "grandfather", "neighbor", "neighbour", "partner", "colleague", "boss", "teacher"),
}
"""Who is somebody else."""


def belongings(groups: Groups, atoms: Iterable[Apply]) -> frozenset[str]:
    """Return the noun of what all members have one of: whose fish is bigger, is compared by the fish.

    Empty where several nouns are said, for nothing tells how two of them compare.
    """
    owned = [arg for atom in atoms for arg in atom.args if isinstance(arg, Apply) and arg.args]
    nouns = {groups.names.key(one.name)[-1] for one in owned if groups.called(one.name) is None} - HOLDERS
    return frozenset(nouns) if len(nouns) == 1 and not nouns & _RELATIVES else frozenset()


def is_attribute(groups: Groups, noun: str) -> bool:
    """Say whether a noun of no group can be what each has one of: the load of a camel, Ann's profession.

    Whose brother has the dog is another one; but a partner is whom one is put together with.
    """
    key = groups.names.key(noun)
    known = groups.called(noun) is not None or groups.means_member(noun)
    return bool(key) and not known and not set(key) & (_RELATIVES - {"partner"})
