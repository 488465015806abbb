"""By what pronouns a speaker means himself: “Ann says that she …”, “himself”, a crew's “we came first”.

Direct speech is told from reported speech by its marks: in “He did it”, says Tom, it is not Tom who did.
Knows only the sentence and who is listed; all other pronouns are left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from neurosym.english import fold
from neurosym.ir.core import Apply, Compare, Term
from neurosym.ir.walk import children, rebuild, subterms
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Part, Says
from neurosym.translate.sentences.reference.given import surely
from neurosym.translate.sentences.reference.personal import HE, PRONOUNS, SELF, WE
from neurosym.translate.sentences.sayings.kinds import members_of
from neurosym.translate.sentences.words.names import Key, Names
from neurosym.translate.sentences.words.orders import relation_of
from neurosym.translate.sentences.words.spots import place_of

_QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?|(?:^|(?<=\s))[‘'][^’']*[’'](?!\w)|:.*")


def with_speakers(entries: Sequence[Entry], names: Names) -> tuple[Entry, ...]:
    """Put the speaker in the place of the pronouns by which he means himself."""
    members = frozenset(map(names.individual_key, members_of(entries)))

    def told(part: Part, text: str) -> Part:
        if not isinstance(part, Says) or fold(part.speaker) in PRONOUNS:
            return part
        speaking = _Speaking(names, members, Apply(part.speaker), text, _others(part, members, names))
        return Says(part.speaker, speaking.formula(part.formula))

    return tuple(
        replace(entry, parts=tuple(told(part, entry.text) for part in entry.parts)) for entry in entries
    )


def is_direct(pronoun: str, text: str) -> bool:
    """Say whether a sentence has a word only where somebody's own words are quoted."""
    word = rf"\b{re.escape(fold(pronoun))}\b"
    return bool(re.search(word, fold(text))) and not re.search(word, fold(_QUOTED.sub(" ", text)))


def _others(says: Says, members: frozenset[Key], names: Names) -> tuple[str, ...]:
    """Return the members that a statement speaks of, but for its speaker."""
    own = names.individual_key(says.speaker)
    things = [term.name for term in subterms(says.formula) if isinstance(term, Apply) and not term.args]
    return tuple(name for name in things if (key := names.individual_key(name)) in members and key != own)


@dataclass(frozen=True, slots=True)
class _Speaking:
    names: Names
    members: frozenset[Key]
    speaker: Apply
    text: str
    others: tuple[str, ...]
    """Whom else the statement speaks of: a pronoun after one of them may mean that one."""

    def formula(self, term: Term) -> Term:
        match term:
            case Compare(op, left, right):
                return Compare(op, self._side(left), self._side(right))
            case Apply(name, args):
                return Apply(name, tuple(self._arg(name, place, args) for place in range(len(args))))
            case _:
                parts = children(term)
                return rebuild(term, tuple(map(self.formula, parts))) if parts else term

    def _side(self, side: Term) -> Term:
        match side:
            case Apply(word, ()):
                return self.speaker if fold(word) in SELF & HE.keys() or self._means_him(word) else side
            case _:
                return self.formula(side)

    def _arg(self, name: str, place: int, args: Sequence[Term]) -> Term:
        match args[place]:
            case Apply(word, ()) if fold(word) in SELF & HE.keys():
                return args[place] if any(isinstance(one, Apply) for one in args[:place]) else self.speaker
            case Apply(word, ()) if self._means_him(word) or (fold(word) in WE and self._as_one(name, args)):
                return self.speaker
            case Apply(_, (_, *_)) as inner:
                return self.formula(inner)
            case arg:
                return arg

    def _means_him(self, word: str) -> bool:
        """Say whether `he` in reported speech is the speaker: nobody else is named before it."""
        if fold(word) not in HE or surely(self.speaker.name) not in (None, HE[fold(word)]):
            return False
        plain = fold(self.text)
        stands = [found.start() for found in re.finditer(rf"\b{re.escape(fold(word))}\b", plain)]
        said = plain.rfind(fold(self.speaker.name), 0, stands[-1]) if stands else -1
        between = plain[said + len(self.speaker.name) : stands[-1]] if said >= 0 else plain
        named = any(re.search(rf"\b{re.escape(fold(name))}\b", between) for name in self.others)
        return not named and not is_direct(word, self.text)

    def _as_one(self, name: str, args: Sequence[Term]) -> bool:
        """Say whether a crew speaks of its own place, alone or beside that of another one."""
        listed = [one for one in args if isinstance(one, Apply) and self._is_member(one)]
        apart = (
            place_of(name) is not None if len(args) == 1 else bool(listed) and relation_of(name) is not None
        )
        return apart and self._is_member(self.speaker)

    def _is_member(self, one: Apply) -> bool:
        return not one.args and self.names.individual_key(one.name) in self.members
