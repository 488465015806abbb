"""Whom a pronoun means among those who have been spoken of: `he`, `the latter`, `the other two`, `I`.

General rules of English: the last subject of a suitable kind, from this sentence or the one before if it can
be, never the subject of the same verb. Knows no formulas but the names in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from neurosym.english import fold
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Apply, Term
from neurosym.translate.sentences.descriptions import Descriptions
from neurosym.translate.sentences.names import ARTICLES, Names, number_of

HE = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(("she", "her", "herself"), "she")
IT = frozenset({"it", "its", "itself", "this", "that"})
THEY = frozenset({"they", "them", "their", "these", "those", "both", "themselves", "each other"})
SELF = frozenset({"himself", "herself", "itself", "themselves", "myself", "each other", "one another"})
_I = frozenset({"i", "me", "my", "myself"})
WE = frozenset({"we", "us", "our", "ourselves"})
WHO_IT_WAS = "it"
"""In "it was Tom" it is nobody who was spoken of before."""
_COMPANIONS = frozenset(
    ("neighbour", "neighbor", "friend", "companion", "colleague", "partner", "brother", "sister", "twin")
)
_LAST_TWO = {"former": 0, "latter": 1}
PRONOUNS = HE.keys() | IT | THEY | _I | WE | _LAST_TWO.keys()
_NEAR = 2
"""Sentences, this one included, in which a pronoun looks for somebody suitable before it takes anybody."""


@dataclass(slots=True)
class Spoken:
    """Who has been spoken of: the subjects and all individuals of each sentence so far."""

    names: Names
    members: list[Apply] = field(default_factory=list)
    nouns: frozenset[str] = frozenset()
    """What the members are, in one word each: boxes, suspects."""
    sentences: list[tuple[list[Apply], list[Apply]]] = field(default_factory=list)
    called: dict[Apply, str] = field(default_factory=dict)
    """`he` or `she`, for those who were meant by it."""
    last_said: Term | None = None
    """What somebody said last: another one may say the same."""
    pointed: set[Apply] = field(default_factory=set)
    """Whom a pronoun meant."""
    descriptions: Descriptions = field(init=False)
    ambiguous: list[tuple[str, str]] = field(default_factory=list)
    """Descriptions that fit several, each with its sentence."""
    _text: str = ""
    _two: tuple[Apply, Apply] | None = None

    def __post_init__(self) -> None:
        self.descriptions = Descriptions(self.names)

    def begin(self, text: str) -> None:
        """Begin a sentence."""
        self.sentences.append(([], []))
        self._text, self._two = text, None

    def mention(self, one: Apply, subject: bool) -> None:
        """Note that the sentence speaks of somebody."""
        subjects, others = self.sentences[-1]
        others.append(one)
        self.descriptions.meet(one)
        if subject and one not in subjects:
            subjects.append(one)

    def meant(
        self, phrase: str, beside: Sequence[Apply] = (), speaker: Apply | None = None
    ) -> tuple[Apply, ...]:
        """Return whom a phrase means; `beside` are those named before it by the same verb.

        Raises `FaultError` (code `unresolved`) for a pronoun that nobody fits.
        """
        word = " ".join(part for part in fold(phrase).split() if part not in ARTICLES) or fold(phrase)
        if word in SELF and beside:
            return tuple(beside[:1])
        if word in _I and speaker:
            return (speaker,)
        if word in WE and (self.members or speaker):
            return tuple(self.members) or ((speaker,) if speaker else ())
        if word in HE:
            return (self._person(word, beside),)
        if word in IT:
            return (self._thing(word, beside),)
        if word in THEY:
            return self._several(word, beside, speaker)
        if word in _LAST_TWO:
            return (self._of_last_two(word),)
        if self._is_rest(word, speaker):
            return self._others(word, speaker)
        described = self.descriptions.of(phrase, self._text)
        if len(described) > 1:
            self.ambiguous.append((phrase, self._text))
        return described if len(described) == 1 else (Apply(phrase),)

    def _is_rest(self, word: str, speaker: Apply | None) -> bool:
        """Say whether a phrase means those who are left: `other two`, `my neighbour` of just two."""
        first, _, rest = word.partition(" ")
        noun = self.names.key(rest)[-1] if rest else ""
        if first in ("other", "others"):
            return not rest or rest == "one" or number_of(rest) is not None or noun in self.nouns
        if first == "my" and speaker in self.members and noun in _COMPANIONS:
            return len(self.members) == 2 or rest.endswith("s")
        return False

    def rest(self, phrase: str, speaker: Apply | None) -> tuple[Apply, ...] | None:
        """Return who are the others that a noun means, `other two( x)`; None where it means no others."""
        word = " ".join(part for part in fold(phrase).split() if part not in ARTICLES)
        return self._others(word, speaker) if self._is_rest(word, speaker) else None

    def _candidates(self, last: int | None = None) -> Iterator[Apply]:
        """Yield who may be meant, the likeliest first: subjects before the others of a sentence."""
        for subjects, others in reversed(self.sentences[-last:] if last else self.sentences):
            yield from reversed(subjects)
            yield from (one for one in reversed(others) if one not in subjects)

    def _is_proper(self, one: Apply) -> bool:
        return not one.args and self.names.is_proper(one.name)

    def _person(self, word: str, beside: Sequence[Apply]) -> Apply:
        called = self.called

        def fits(one: Apply) -> bool:
            return called.get(one, HE[word]) == HE[word]

        name = self._best(word, self._is_proper, beside, fits)
        called.setdefault(name, HE[word])
        return name

    def _thing(self, word: str, beside: Sequence[Apply]) -> Apply:
        """Return what `it` means: none of the people of a group, as long as there is anything else."""

        def fits(one: Apply) -> bool:
            return one not in self.members and one not in self.called

        return self._best(word, lambda one: not self._is_proper(one), beside, fits)

    def _best(
        self,
        word: str,
        liked: Callable[[Apply], bool],
        beside: Sequence[Apply],
        possible: Callable[[Apply], bool] = lambda one: True,
    ) -> Apply:
        near, whole = (
            [one for one in self._candidates(last) if one not in beside and possible(one)]
            for last in (_NEAR, None)
        )
        anybody = (one for one in self._candidates() if one not in beside)
        for one in chain(filter(liked, near), near, filter(liked, whole), whole, anybody):
            self.pointed.add(one)
            return one
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
        text = fold(self._text)
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
        if self._two is None:
            about = next((one for one, _ in reversed(self.sentences) if len(one) > 1), ())
            last = list(about[-2:])
            for one in reversed([one for _, others in self.sentences for one in others]):
                if len(last) < 2 and one not in last:
                    last.insert(0, one)
            if len(last) < 2:
                raise _unresolved(word)
            self._two = (last[0], last[1])
        return self._two[_LAST_TWO[word]]

    def _others(self, word: str, speaker: Apply | None) -> tuple[Apply, ...]:
        """Return all members but the one who speaks or was spoken of last."""
        out = [speaker] if speaker else self._latest()
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
