"""One wording for what a text says in several: tenses, permissions, having, passives without a doer.

Formulas in, formulas out, still with the words of the text; each sentence keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from neurosym.ir.core import Term
from neurosym.translate.sentences.atoms import Sentence
from neurosym.translate.sentences.names import Names
from neurosym.translate.sentences.objects import Objects
from neurosym.translate.sentences.permissions import Permissions
from neurosym.translate.sentences.tenses import Tenses
from neurosym.translate.sentences.voice import Voice


def in_one_wording(sentences: Sequence[Sentence], names: Names) -> list[Term]:
    """Return the formulas of all sentences of a problem in one wording."""
    kept = list(sentences)
    for room in (Tenses, Permissions, Voice, Objects):
        looked = room.of([one.formula for one in kept], names)
        kept = [replace(one, formula=looked.worded(one)) for one in kept]
    return [one.formula for one in kept]
