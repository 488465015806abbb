"""What claims name: which of their words are names of the graph's things, and where such things can stand.

More words are taken for names than in a question: a claim of which a name is overlooked would be read as
another claim. Judges no claim.
"""

from __future__ import annotations

from neurosym.english import in_dictionary
from neurosym.knowledge.fits import Fits
from neurosym.knowledge.link import Mention
from neurosym.knowledge.link.evidence import FUNCTION
from neurosym.knowledge.vocabulary import Vocabulary
from neurosym.translate.questions.heard import SHARED
from neurosym.translate.questions.mentions import LIKELY, bracketed
from neurosym.translate.questions.notation import Along, Is, Which
from neurosym.translate.questions.prompt import LETTERS
from neurosym.translate.questions.reading import Reading

AFTER = frozenset(("and", "was", "were", "is", "are", "has", "had", "does", "did", "came"))
"""What stands behind a name that is a common word, at the beginning of a claim."""


class ClaimNames:
    """The names of one graph."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._properties = vocabulary.properties.in_words
        self._fits = Fits(vocabulary.graph, {one.iri for one in self._properties.values()})

    def mentions(self, text: str) -> list[Mention]:
        """Return what a claim mentions: what looks like a name, or is one that is written like one.

        More than in a question: a claim of which a name is overlooked would be read as another claim.
        """
        linked = self._vocabulary.linker.link(text).mentions
        things = [one.without(self._vocabulary.terms) for one in linked]
        found = [one for one in things if one.candidates and self._is_mention(text, one)]
        return sorted(found, key=lambda one: one.start)[: len(LETTERS)]

    def _is_mention(self, text: str, one: Mention) -> bool:
        if one.marked or one.score >= LIKELY:
            return True
        if not self.is_name(one) or one.text.casefold() in FUNCTION:
            return False
        after = text[one.end :].split()[:1]
        if one.start == 0:
            # a name begins with a capital here: "film released in 1979" is what is left of "there is a film"
            capital = one.text[:1].isupper()
            verb = capital and bool(after) and (after[0] in AFTER or after[0].endswith(("ed", "s")))
            return " " in one.text or verb or not in_dictionary(one.text.casefold())
        written = any(char.isupper() or char.isdigit() for char in one.text)
        words = " ".join((*self._properties, *self._vocabulary.kinds.in_words)).casefold().split()
        last = not after or text[one.end : one.end + 1] in (".", "!") or after == ["and"]
        return written or (last and one.text[:SHARED].casefold() not in {word[:SHARED] for word in words})

    def marked(self, text: str) -> str:
        """Return a text with its mentions in brackets, so that the reader takes just these."""
        return bracketed(text, self.mentions(text))

    def fits(self, reading: Reading) -> bool:
        """Say whether what a reading names can stand where it stands, as things are in this graph."""
        asked = reading.asked
        if not isinstance(asked, Is | Which):
            return True
        end = reading.mentions.get(asked.other) if isinstance(asked, Is) else None
        for path in (asked.things.first, *(path for _, path in asked.things.others)):
            along = [step for step in path.steps if isinstance(step, Along)]
            if not self._fits.path([(self._properties[one.name].iri, one.forward) for one in along], end):
                return False
        return True

    def is_name(self, mention: Mention) -> bool:
        """Say whether the graph has something of that very name."""
        return self._vocabulary.labels.has(mention.text)
