"""Gains, losses and costs: which amounts count against which. Knows the words of their names alone."""

from __future__ import annotations

from neurosym.translate.sentences.programmes.quantities import COSTS, GAINS, LOSSES, MONEY, WAGES, bag

_MONEY = GAINS | COSTS | WAGES | bag("value worth saving economical")
_BENEFITS = GAINS | bag("score benefit surplus balance")


def is_loss(words: frozenset[str], unit: str) -> bool:
    """Say whether more of what has this name and unit is less of a gain; a `heat loss` in watts is none."""
    return bool(words & LOSSES) and (unit == MONEY or words <= LOSSES)


def contrary(sought: frozenset[str], words: frozenset[str], unit: str) -> bool:
    """Say whether more of what is sought is less of what has these words and unit: profits and losses."""
    if is_loss(words, unit):
        return bool(sought & _BENEFITS - LOSSES)
    return bool(sought & LOSSES) and unit == MONEY and bool(words & GAINS)


def gain_of_cost(sought: frozenset[str], words: frozenset[str]) -> bool:
    """Say whether what comes in is sought, where the words are of what is paid: a profit, and costs."""
    return bool(sought & GAINS - COSTS and words & COSTS - GAINS)


def unpaid(sought: frozenset[str], words: frozenset[str], unit: str) -> bool:
    """Say whether money is what the words are of, but nothing that is told in money is sought: waste."""
    return unit == MONEY and not sought & (_MONEY | words)
