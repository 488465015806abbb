"""First-order text to term: `∀x (Cat(x) → Animal(x))`, read as leniently as LMs and data sets write it.

Reads ∀ ∃ ∃! ¬ ∧ ∨ ⊕ → ↔ = ≠ < ≤ > ≥ and their ASCII, word and LaTeX forms, also `And(p, q)` and
`ForAll(x, p)`, up to a comment `:::`. A name that is not an identifier is mangled (see `names`). A
variable that nothing binds is left as a symbol without arguments: whether its scope closed too early is
for `check` to see. Size and depth are bounded. Sort-checks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from neurosym.ir.core import Term
from neurosym.ir.fol_infer import infer
from neurosym.ir.fol_parser import Parsed, parse_fol
from neurosym.ir.fol_print import print_term
from neurosym.ir.fol_resolve import resolve
from neurosym.ir.signature import Signature

DEFAULT_SORT = "Thing"


def read_fol(text: str, signature: Signature, label: str = "", default_sort: str = DEFAULT_SORT) -> Term:
    """Return the formula that `text` writes, with elements, symbols and variable sorts of the signature.

    A variable without a sort of its own has the sort of the places it stands in, else `default_sort`.
    Raises `FaultError` (codes `syntax`, `too-big`).
    """
    return resolve_fol(parse_fol(text, signature, label, default_sort), signature, default_sort)


def draft_fol(text: str, label: str = "", default_sort: str = DEFAULT_SORT) -> Parsed:
    """Return a formula whose names have no meaning yet: what `infer_signature` takes.

    Raises `FaultError` (codes `syntax`, `too-big`).
    """
    return parse_fol(text, Signature(), label, default_sort)


def resolve_fol(draft: Parsed, signature: Signature, default_sort: str = DEFAULT_SORT) -> Term:
    """Return the formula of a draft, with elements, symbols and variable sorts of the signature."""
    return resolve(draft.term, signature, default_sort)


def infer_signature(formulas: Iterable[Parsed], default_sort: str = DEFAULT_SORT) -> Signature:
    """Return a vocabulary for formulas that come without one: an open sort, its elements, the symbols."""
    return infer(formulas, default_sort)


def print_fol(term: Term, default_sort: str = DEFAULT_SORT) -> str:
    """Return first-order text that `read_fol` reads back, given the signature that the term is over.

    Raises `FaultError` (`not-first-order`) on counting, sums, if-then-else and the like.
    """
    return print_term(term, default_sort)
