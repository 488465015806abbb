"""Whom a pronoun means among those who have been spoken of: `he`, `the latter`, `the other two`, `I`.

General rules of English: the last subject of a suitable kind, from this sentence or the one before if it can
be, never the subject of the same verb. Knows no formulas but the names in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from neurosym.english import fold, tokens
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Term
from neurosym.translate.sentences.reference.antecedents import Listed
from neurosym.translate.sentences.reference.discourse import Discourse
from neurosym.translate.sentences.reference.given import is_role, surely
from neurosym.translate.sentences.reference.personal import (
    COMPANIONS,
    HE,
    IT,
    LAST_TWO,
    ME,
    PRONOUNS,
    SELF,
    THEY,
    UNNAMED,
    WE,
)
from neurosym.translate.sentences.words.names import ARTICLES, number_of
from neurosym.translate.sentences.words.sequences import natural_order

_NEAR = 2
"""Sentences, this one included, in which a pronoun looks for somebody suitable before it takes anybody."""


@dataclass(slots=True)
class Spoken(Discourse):
    """Who has been spoken of, and whom a phrase means that stands next."""

    nouns: frozenset[str] = frozenset()
    """What the members are, in one word each: boxes, suspects."""
    listed: Listed = field(default_factory=Listed)
    speakers: frozenset[Apply] = frozenset()
    last_said: Term | None = None
    """What somebody said last: another one may say the same."""
    pointed: set[Apply] = field(default_factory=set)
    """Whom a pronoun meant."""
    ambiguous: list[tuple[str, str]] = field(default_factory=list)
    """Descriptions that fit several, each with its sentence."""

    def meant(
        self, phrase: str, beside: Sequence[Apply] = (), speaker: Apply | None = None
    ) -> tuple[Apply, ...]:
        """Return whom a phrase means; `beside` are those named before it by the same verb.

        Raises `FaultError` (code `unresolved`) for a pronoun that nobody fits.
        """
        word = " ".join(part for part in fold(phrase).split() if part not in ARTICLES) or fold(phrase)
        if word in SELF and beside:
            return tuple(beside[:1])
        if word in ME and speaker:
            return (speaker,)
        if word in WE and (self.members or speaker):
            return tuple(self.members) or ((speaker,) if speaker else ())
        if word in HE:
            return (self._person(word, beside),)
        if word in IT:
            return (self._thing(word, beside),)
        if word in THEY:
            return self._several(word, beside, speaker)
        if word in LAST_TWO:
            return (self._of_last_two(word),)
        if self.is_rest(word, speaker):
            return self._others(word, speaker)
        described = self.descriptions.of(phrase, self.text)
        if len(described) > 1:
            self.ambiguous.append((phrase, self.text))
        spelled = (one for one in self.members if fold(one.name) == fold(phrase))
        return described if len(described) == 1 else (next(spelled, Apply(phrase)),)

    def is_rest(self, word: str, speaker: Apply | None) -> bool:
        """Say whether a phrase means those who are left: `other two`, `my neighbour` of just two."""
        first, _, rest = word.partition(" ")
        noun = self.names.key(rest)[-1] if rest else ""
        if first in ("other", "others"):
            return not rest or rest == "one" or number_of(rest) is not None or noun in self.nouns
        if first == "my" and speaker in self.members and noun in COMPANIONS:
            return len(self.members) == 2 or rest.endswith("s")
        return False

    def rest(self, phrase: str, speaker: Apply | None) -> tuple[Apply, ...] | None:
        """Return who are the others that a noun means, `other two( x)`; None where it means no others."""
        word = " ".join(part for part in fold(phrase).split() if part not in ARTICLES)
        return self._others(word, speaker) if self.is_rest(word, speaker) else None

    def _person(self, word: str, beside: Sequence[Apply]) -> Apply:
        """Return whom `he` or `she` means: a thing only where the text names nobody."""

        def fits(one: Apply) -> bool:
            calls = self.called.get(one) or self.descriptions.gender(one) or surely(one.name) or HE[word]
            return calls == HE[word] and natural_order((one.name,)) is None

        def liked(one: Apply) -> bool:
            return self.is_called(one, HE[word])

        def somebody(one: Apply) -> bool:
            return one in self.called or one in self.members or bool(one.args) or is_role(one.name)

        name = self._standing(word, beside, fits) or self._best(word, liked, beside, fits, somebody)
        self.called.setdefault(name, HE[word])
        return name

    def _thing(self, word: str, beside: Sequence[Apply]) -> Apply:
        """Return what `it` means: none of the people of a group, as long as there is anything else."""

        def fits(one: Apply) -> bool:
            person = one in self.members and self.is_proper(one)
            return not person and one not in self.called and one not in self.people | self.speakers

        if self.speakers and all(one in self.speakers and self.is_proper(one) for one in self.candidates()):
            return Apply(UNNAMED)
        standing = self._standing(word, beside)
        return standing or self._best(word, self.is_thing, beside, fits)

    def _standing(
        self, word: str, beside: Sequence[Apply], fits: Callable[[Apply], bool] = lambda one: True
    ) -> Apply | None:
        """Return who is named before a pronoun in its sentence; None where the reading tells better.

        Raises `FaultError` where several are.
        """

        def suits(one: Apply) -> bool:
            return one not in beside and fits(one) and self.is_proper(one) == (word in HE)

        if any(map(suits, self.candidates(1))):
            return None
        named = [one for one in map(Apply, self.listed.before(word, self.text)) if suits(one)]
        apart = [one for one in named if one.name not in self.spelled]
        if len(apart) != 1 and len(named) == 2 and self._is_of_two(word):
            return named[0]
        if len(named) > 1 and len(apart) != 1:
            raise _unresolved(word)
        return next(iter((*apart[:1], *named)), None)

    def _is_of_two(self, word: str) -> bool:
        """Say whether a sentence has `he` and `she` of two, so that the first of them is the subject."""
        said = [HE[token] for token in tokens(self.text) if token in HE]
        return len(set(said)) == 2 and said[0] == HE[word]

    def names_before(self, word: str, other: str) -> bool:
        """Say whether what the text lists is named before `it`, so that “it is lot 105” says that of it."""
        thing = bool(self.listed.values) or number_of(other.rpartition(" ")[2]) is not None
        return thing and any(not self.names.is_proper(name) for name in self.listed.before(word, self.text))

    def _best(
        self,
        word: str,
        liked: Callable[[Apply], bool],
        beside: Sequence[Apply],
        possible: Callable[[Apply], bool] = lambda one: True,
        suitable: Callable[[Apply], bool] = lambda one: True,
    ) -> Apply:
        near, whole = (
            [one for one in self.candidates(last, word) if one not in beside and possible(one)]
            for last in (_NEAR, None)
        )
        anybody = (one for one in self.candidates() if one not in beside)
        orders = (
            filter(liked, near),
            filter(suitable, near),
            filter(liked, whole),
            near,
            whole,
            anybody,
        )
        for one in chain(*orders):
            self.pointed.add(one)
            return one
        here = [one for one in map(Apply, self.named.before(word, self.text)) if one not in beside]
        if len(here) == 1 and possible(here[0]):
            return here[0]
        raise _unresolved(word)

    def _several(self, word: str, beside: Sequence[Apply], speaker: Apply | None) -> tuple[Apply, ...]:
        if speaker in self.members and set(self.sentences[-1][0]) <= {speaker}:
            return tuple(self.members)
        for subjects, _ in reversed(self.sentences):
            left = [name for name in subjects if name not in beside]
            if len(left) > 1 or (left and word not in ("both", "these", "those")):
                return tuple(left)
        if self.members:
            return tuple(self.members)
        return (self._best(word, lambda name: True, beside),)

    def before(self, pronoun: str, names: Sequence[str]) -> Apply | None:
        """Return the name that stands last before `it` or `he` in the sentence, of those that fit it."""
        word = fold(pronoun)
        text = fold(self.text)
        stands = re.search(rf"\b{re.escape(word)}\b", text)
        if stands is None or word not in HE.keys() | IT - SELF or word == "that":
            return None
        fit = [name for name in names if fold(name) not in PRONOUNS and number_of(name) is None]
        fit = [name for name in fit if self.names.is_proper(name) == (word in HE)]
        places = {name: text.rfind(fold(name), 0, stands.start()) for name in fit}
        best = max(places, key=lambda name: places[name], default=None)
        return None if best is None or places[best] < 0 else Apply(best)

    def _of_last_two(self, word: str) -> Apply:
        """Return the first or second of two that a sentence is about, or else of the last two named."""
        if self.two is None and len(named := self.listed.before(word, self.text)) > 1:
            self.two = (Apply(named[-2]), Apply(named[-1]))
        if self.two is None:
            about = next((one for one, _ in reversed(self.sentences) if len(one) > 1), ())
            last = list(about[-2:])
            for one in reversed([one for _, others in self.sentences for one in others]):
                if len(last) < 2 and one not in last:
                    last.insert(0, one)
            if len(last) < 2:
                raise _unresolved(word)
            self.two = (last[0], last[1])
        return self.two[LAST_TWO[word]]

    def _others(self, word: str, speaker: Apply | None) -> tuple[Apply, ...]:
        """Return all members but the one who speaks or was spoken of last; so many, if a number says it."""
        out = [speaker] if speaker else self._latest()
        many = number_of(word.partition(" ")[2])
        if many is not None and len(self.members) - len(out) != many:
            spoken = (one for subjects, _ in reversed(self.sentences) for one in reversed(subjects))
            out = [one for one in dict.fromkeys(spoken) if one in self.members]
            out = out[: len(self.members) - int(many)]
        left = tuple(name for name in self.members if name not in out)
        if not left:
            raise _unresolved(word)
        return left

    def _latest(self) -> list[Apply]:
        for subjects, _ in reversed(self.sentences):
            if subjects:
                return subjects
        return []


def _unresolved(word: str) -> FaultError:
    return FaultError(Fault("unresolved", f"nobody is there whom `{word}` could mean"))
