"""What English says of who is chosen: on the panel, serves, left out, passed over. Knows no text.

General words only. What is said of members by any other word is theirs alone, unless a text shows that it
means the choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from neurosym.english import base, fold
from neurosym.ir.core import (
    And,
    Apply,
    Arith,
    Binding,
    Compare,
    CompareOp,
    Count,
    Implies,
    Not,
    Term,
    Var,
)
from neurosym.translate.sentences.words.names import number_of

CHOOSING = frozenset(
    {"choose", "pick", "select", "appoint", "hire", "admit", "elect", "recruit", "nominate", "accept", "draw"}
    | {"invite", "include", "fund", "approve", "use"}
)
"""What is done to those who are chosen: these alone make a text one of choosing."""
COUNTING = CHOOSING.union(
    ("take", "need", "want", "require", "room", "space", "money", "seat", "send", "travel", "go")
)
"""What the chosen are counted with, which makes a text one of choosing too: room for four of them."""
TAKING_PART = CHOOSING.union(
    ("serve", "go", "come", "join", "attend", "send", "contain", "add", "keep", "sit", "make"),
    ("sail", "travel", "board", "aboard", "participate", "officiate", "compete", "take"),
)
_OMITTING = frozenset({"out", "drop", "omit", "exclude", "reject"})
_HOME = frozenset({"home"})
LEAVING = _OMITTING | _HOME.union(
    ("leave", "left", "stay", "off", "absent", "behind", "ashore", "miss", "skip")
)
_PASSED = ({"pass", "over"}, {"turn", "down"})
"""Verbs of leaving out that are two words."""
_BELONGING = frozenset(("in", "on", "for", "with", "of", "member", "part", "to", "willing", "both", "also"))
_ROAMING = frozenset({"go", "come", "sit", "send", "travel", "sail", "take", "make", "keep", "compete"})
"""What is done in many places: only with the words for the chosen does it say who they are."""
_BODIES = frozenset(
    {"team", "panel", "committee", "board", "crew", "squad", "party", "jury", "group", "delegation", "cast"}
    | {"council", "side", "list", "shortlist", "expedition", "selection", "subcommittee", "vehicle", "boat"}
)
"""What those who are chosen are together, or are in."""
_NEEDING, _BARRING = frozenset({"require", "need"}), frozenset({"exclude", "preclude", "bar"})
_MORE: dict[str, CompareOp] = {"more": ">", "fewer": "<", "less": "<", "outnumber": ">"}

Said: TypeAlias = tuple[tuple[str, ...], str]
"""A phrase by its words, with what it is said with: `receives` and `money`."""


def lemmas(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase in their dictionary forms."""
    return tuple(map(base, fold(phrase).split()))


def verb_of(phrase: str, verbs: frozenset[str]) -> str | None:
    """Return the word of a phrase that is a form of one of some verbs."""
    return next((word for word in fold(phrase).split() if base(word) in verbs), None)


@dataclass(frozen=True, slots=True)
class Choice:
    """The members that can be chosen and the word for it.

    `groups`: the nouns of their groups; `kinds`: the groups by their whole names; `counted`: what the chosen
    are counted with; `bodies`: nouns of the sentences that count them; `joined`: what the text shows to mean
    the choice.
    """

    members: frozenset[str]
    groups: frozenset[str]
    word: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    counted: frozenset[Said] = frozenset()
    bodies: frozenset[str] = frozenset()
    joined: frozenset[Said] = frozenset()

    def of(self, term: Term) -> Apply:
        """Say that somebody is chosen."""
        return Apply(self.word, (term,))

    def is_member(self, term: Term) -> bool:
        """Say whether a term names somebody who can be chosen."""
        return isinstance(term, Apply) and not term.args and fold(term.name) in self.members

    def said(self, term: Term) -> Term:
        """Return an atom as what it says of who is chosen; any other term as it is."""
        match term:
            case Apply(phrase, (one, other)) if self.is_member(one) and self.is_member(other):
                words = set(lemmas(phrase))
                if words & _NEEDING:
                    return Implies(self.of(one), self.of(other))
                return Not(And((self.of(one), self.of(other)))) if words & _BARRING else term
            case Apply(phrase, (Apply(one, ()), Apply(other, ()))) if self._are_kinds(one, other):
                return self._compared(phrase, self.kinds[fold(one)], self.kinds[fold(other)]) or term
            case Apply() if (about := self.about(term)) is not None:
                return self._of_one(*about) or term
            case _:
                return term

    def about(self, term: Apply) -> tuple[Term, Said] | None:
        """Return of whom an atom is said, and what; None where it is a group or is said of others."""
        known = [arg for arg in term.args if self.is_member(arg) or isinstance(arg, Var)]
        others = [arg for arg in term.args if isinstance(arg, Apply) and not self.is_member(arg)]
        if len(known) != 1 or len(term.args) > 2 or len(known) + len(others) != len(term.args):
            return None
        words = lemmas(term.name)
        if fold(term.name) in self.groups or (not others and set(words) & self.groups):
            return None
        return known[0], (words, fold(others[0].name) if others else "")

    def means(self, said: Said) -> bool:
        """Say whether a phrase is known to say who is chosen, or who is not."""
        return self._of_one(Var("x"), said) is not None

    def _of_one(self, one: Term, said: Said) -> Term | None:
        words, body = set(said[0]), said[1]
        if said in self.counted or said in self.joined:
            return self.of(one)
        loose = bool(body) and not words & (TAKING_PART - _ROAMING | _OMITTING)
        if loose and not set(lemmas(body)) & (_BODIES | self.bodies | _HOME):
            return None
        if words & LEAVING or body in _HOME or any(pair <= words for pair in _PASSED):
            return Not(self.of(one))
        return self.of(one) if words & TAKING_PART or words <= _BELONGING else None

    def _are_kinds(self, one: str, other: str) -> bool:
        return fold(one) in self.kinds and fold(other) in self.kinds

    def _compared(self, phrase: str, one: str, other: str) -> Term | None:
        """Read `at least as many( botanists, geologists)` as a comparison of two counts of the chosen."""
        op, times = _comparison(phrase)
        if op is None:
            return None
        left, right = (
            Count((Binding("x", ""),), And((Apply(kind, (Var("x"),)), self.of(Var("x")))))
            for kind in (one, other)
        )
        return Compare(op, left, right if times is None else Arith("*", (times, right)))


def _comparison(phrase: str) -> tuple[CompareOp | None, Term | None]:
    words = fold(phrase).split()
    lead = " ".join(words)
    if "as" in words and "many" in words:
        number = next((word for word in words if number_of(word) is not None), None)
        op: CompareOp = ">=" if "at least" in lead else "<=" if "at most" in lead else "=="
        return op, None if number is None else Apply(number)
    for word, sign in _MORE.items():
        if word in words or word in lemmas(phrase):
            return sign, None
    return None, None
