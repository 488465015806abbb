"""Who has been spoken of so far, sentence by sentence, and in which order a pronoun looks at them.

Knows names and the words of a sentence; resolves no pronoun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from neurosym.english import fold
from neurosym.ir.core import Apply
from neurosym.ir.walk import free_variables
from neurosym.translate.sentences.reference.antecedents import Listed
from neurosym.translate.sentences.reference.descriptions import Descriptions
from neurosym.translate.sentences.reference.given import likely, surely
from neurosym.translate.sentences.reference.personal import HE
from neurosym.translate.sentences.reference.usual import Usual
from neurosym.translate.sentences.words.names import Names
from neurosym.translate.sentences.words.telling import truth_of

_THE = r"(?:the|a|an|his|her|its|their|my|our|your|this|that|these|those)"


@dataclass(slots=True)
class Discourse:
    """The subjects and all individuals of each sentence so far."""

    names: Names
    members: list[Apply] = field(default_factory=list)
    sentences: list[tuple[list[Apply], list[Apply]]] = field(default_factory=list)
    called: dict[Apply, str] = field(default_factory=dict)
    """`he` or `she`, for those who were meant by it."""
    descriptions: Descriptions = field(init=False)
    usual: Usual = field(init=False)
    people: set[Apply] = field(default_factory=set)
    """Who was said to be somebody with a name of his own: the tenant, if Ann is the tenant."""
    objects: frozenset[Apply] = frozenset()
    """Proper names of what is said to be a thing: a restaurant."""
    coming: tuple[Apply, ...] = ()
    """The subjects of the formula that is being read, also those that it has not come to."""
    spelled: frozenset[str] = frozenset()
    """All names of the formula that is being read: a pronoun in it means somebody else."""
    named: Listed = field(default_factory=Listed)
    """The proper names that readings have anywhere."""
    text: str = ""
    two: tuple[Apply, Apply] | None = None

    def __post_init__(self) -> None:
        self.descriptions = Descriptions(self.names)
        self.usual = Usual(self.names)

    def begin(self, text: str) -> None:
        """Begin a sentence."""
        self.sentences.append(([], []))
        self.text, self.two, self.coming, self.spelled = text, None, (), frozenset()

    def overhear(self, named: Sequence[str]) -> None:
        """Note whom a sentence names that says nothing of them: "Poor Tom!"."""
        for name in named:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.text):
                self.mention(Apply(name), subject=True)

    def mention(self, one: Apply, subject: bool) -> None:
        """Note that the sentence speaks of somebody."""
        subjects, others = self.sentences[-1]
        gerund = re.match(r"(\w+ing) (.+)", one.name)
        if gerund and re.search(rf"(?i)\b{gerund[1]}\s+{_THE}\s+{re.escape(gerund[2])}\b", self.text):
            one = Apply(gerund[2])  # what may be fed, if feeding the swans is forbidden
        if free_variables(one) or (truth_of(one.name) is not None and one not in self.members):
            return  # who tells the truth speaks of something else
        others.append(one)
        self.descriptions.meet(one)
        if subject and one not in subjects:
            subjects.append(one)

    def candidates(self, last: int | None = None, word: str = "") -> Iterator[Apply]:
        """Yield who may be meant, the likeliest first: subjects before the others of a sentence.

        Of this sentence, what the text has before the pronoun; who is known to be a `he` before any other.
        """
        here, newest = self.place(word), len(self.sentences) - 1
        for number in range(newest, max(newest - last, -1) if last else -1, -1):
            subjects, others = self.sentences[number]
            found = [*reversed(subjects), *(one for one in reversed(others) if one not in subjects)]
            if number == newest and here >= 0:
                found = [one for one in found if self.place(one.name) <= here]
                found += [one for one in reversed(self.coming) if -1 < self.place(one.name) < here]
            yield from sorted(found, key=lambda one: word in HE and self.known(one) != HE[word])

    def place(self, phrase: str) -> int:
        """Return where the sentence has a phrase first, -1 where it does not."""
        found = re.search(rf"(?<!\w){re.escape(fold(phrase))}(?!\w)", fold(self.text)) if phrase else None
        return found.start() if found else -1

    def known(self, one: Apply) -> str | None:
        return self.called.get(one) or (likely(one.name) if self.is_proper(one) else surely(one.name))

    def is_proper(self, one: Apply) -> bool:
        return not one.args and self.names.is_proper(one.name)

    def is_called(self, one: Apply, pronoun: str) -> bool:
        """Say whether somebody has been called he or she, or has a name or a title of one."""
        titled = not one.args and one.name != fold(one.name) and surely(one.name) == pronoun
        by_name = self.is_proper(one) and self.known(one) in (None, pronoun)
        return titled or by_name or self.called.get(one) == pronoun

    def is_thing(self, one: Apply) -> bool:
        """Say whether something has no proper name, or one of a thing."""
        return not self.is_proper(one) or one in self.objects
