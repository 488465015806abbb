"""Sentences with their readings as entries, and the claims that become of them."""

from __future__ import annotations

from neurosym.ir.core import Problem
from neurosym.ir.pretty import print_formula
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.entries import Assembled, Entry
from neurosym.translate.sentences.notation.reading import read_reading

Line = tuple[str, str]
"""A sentence and its reading."""


def entries(*lines: Line) -> list[Entry]:
    return [Entry(text, read_reading(f" {reading}")) for text, reading in lines]


def parted(*lines: str) -> tuple[Entry, ...]:
    """Entries of lines that have the sentence, a bar and the reading."""
    return tuple(
        Entry(text, read_reading(f" {reading}")) for text, reading in (x.split(" | ") for x in lines)
    )


def problem_of(found: Assembled | None) -> Problem:
    """The problem that was assembled, without a fault."""
    assert found is not None
    assert found.problem is not None, found.faults
    assert not found.faults
    return found.problem


def quoting(text: str, problem: Problem) -> list[str]:
    """The claims that quote a sentence."""
    return [print_formula(claim.formula) for claim in problem.claims if claim.says == text]


def said(text: str, *lines: Line) -> list[str]:
    """The claims that quote a sentence of a text."""
    return quoting(text, problem_of(assemble(entries(*lines))))
