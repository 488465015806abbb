"""Risk against coverage: what is wrong of what is given, if what is least sure is withheld. Asks nobody.

After El-Yaniv and Wiener, "On the foundations of noise-free selective classification" (JMLR 2010).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from neurosym.bench.run import Row, share
from neurosym.translate.sentences.doubt import THRESHOLD

THRESHOLDS = tuple(sorted({0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, THRESHOLD}))
"""Certainties below which all is withheld; the default threshold is among them."""

TITLE = "coverage / risk, in %, by the least certainty that is not withheld"


@dataclass(frozen=True, slots=True)
class Given:
    """What is given where nothing is withheld for doubt; `certainty` is 0 to 1.

    What is neither right nor wrong was withheld for another reason.
    """

    certainty: float
    right: bool
    wrong: bool


def curve(groups: Mapping[str, Sequence[Given]]) -> list[Row]:
    """Return a row for each group and threshold.

    `coverage` is the share of all that is given, `risk` the share of what is given that is wrong.
    """
    return [_row(name, threshold, given) for name, given in groups.items() for threshold in THRESHOLDS]


def side_by_side(rows: Sequence[Row]) -> list[Row]:
    """Return the curve of each set in one row: coverage and risk in percent, under each threshold."""
    sets: dict[str, Row] = {}
    for row in rows:
        found = sets.setdefault(str(row["set"]), {"set": row["set"], "n": row["n"]})
        found[str(row["threshold"])] = f"{100 * float(row['coverage']):.1f} / {100 * float(row['risk']):.1f}"
    return list(sets.values())


def _row(name: str, threshold: float, all_given: Iterable[Given]) -> Row:
    known = list(all_given)
    sure = [one for one in known if one.certainty >= threshold]
    right, wrong = sum(one.right for one in sure), sum(one.wrong for one in sure)
    return {
        "set": name,
        "threshold": f"{threshold:g}{' (default)' if threshold == THRESHOLD else ''}",
        "n": len(known),
        "coverage": share(right + wrong, len(known)),
        "risk": share(wrong, right + wrong),
        "right": share(right, len(known)),
        "wrong": share(wrong, len(known)),
    }
