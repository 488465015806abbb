"""What an LM is shown of a question about a graph: names of the graph, and the question with letters for
what it mentions. Knows no graph.

Letters stand for mentions, so that a reading does not depend on what they are; names of the graph stand
before the question, so that it can be read for graphs that nobody has trained on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

LETTERS = "ABCDEFG"
"""What stands for the things that a question mentions, in their order."""

_END = re.compile(r"[\s?.!]+\Z")


def prompt(properties: Sequence[str], classes: Sequence[str], question: str) -> str:
    """Return the line that is shown; `question` has letters for its mentions already."""
    names = ", ".join(properties) + (f" ; {', '.join(classes)}" if classes else "")
    return f"{names} | {_END.sub('', ' '.join(question.split()))}"
