"""Every gold answer of thirty.jsonl, computed by enumerating worlds; knows no solver."""

from collections.abc import Callable

from tests.prose import counting, deduction, exam, ordering, policy, statements
from tests.prose.judge import Gold

GOLD: dict[str, Callable[[], Gold]] = {
    **deduction.GOLD,
    **ordering.GOLD,
    **statements.GOLD,
    **exam.GOLD,
    **counting.GOLD,
    **policy.GOLD,
}
