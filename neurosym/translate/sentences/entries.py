"""One sentence with its reading and its place in the problem. Knows nothing of how readings fit together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from neurosym.translate.sentences.parts import Reading

Role = Literal["statement", "question", "option"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence as it stands in the text; an option has the `label` that is answered."""

    text: str
    parts: Reading
    role: Role = "statement"
    label: str = ""
