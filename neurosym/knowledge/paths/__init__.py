"""Ways through a graph: what lies around nodes, what joins them, and what matters for them."""

from neurosym.knowledge.paths.around import Around, Between, Followed, Path, around, between, follow
from neurosym.knowledge.paths.steps import Limits, Step, Steps, steps_of

__all__ = [
    "Around",
    "Between",
    "Followed",
    "Limits",
    "Path",
    "Step",
    "Steps",
    "around",
    "between",
    "follow",
    "steps_of",
]
