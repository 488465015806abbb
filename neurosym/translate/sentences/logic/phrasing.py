"""One wording for what a text says in several: tenses, permissions, having, passives without a doer.

Formulas in, formulas out, still with the words of the text; each sentence keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.ir.core import Term
from neurosym.translate.sentences.logic.atoms import Sentence
from neurosym.translate.sentences.logic.objects import Objects
from neurosym.translate.sentences.logic.permissions import Permissions
from neurosym.translate.sentences.logic.tenses import Tenses
from neurosym.translate.sentences.logic.voice import Voice
from neurosym.translate.sentences.words.names import Names


def in_one_wording(sentences: Sequence[Sentence], names: Names) -> list[Term]:
    """Return the formulas of all sentences of a problem in one wording."""
    kept = list(sentences)
    for room in (Tenses, Permissions, Voice, Objects):
        looked = room.of([one.formula for one in kept], names)
        kept = [replace(one, formula=looked.worded(one)) for one in kept]
    return [one.formula for one in kept]
