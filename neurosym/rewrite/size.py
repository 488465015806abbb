"""How many instances a formula has when it is ground, before anything is built."""

from __future__ import annotations

import math
from collections.abc import Callable

from neurosym.ir.core import INT, REAL, Element, Num, Term, Truth, Var
from neurosym.ir.walk import bindings, children

MAX_INSTANCES = 1_000_000

_FREE = (Var, Num, Truth, Element)


def instances(term: Term, size: Callable[[str], int]) -> int:
    """Return the number of nodes of the ground form; `size` gives the number of values of a sort.

    Variables and constants cost nothing. Binders over `Int` and `Real` count as one instance: they are
    refused elsewhere.
    """
    nodes = 1 + sum([instances(part, size) for part in children(term) if not isinstance(part, _FREE)])
    bound = bindings(term)
    return nodes * math.prod([size(b.sort) for b in bound if b.sort not in (INT, REAL)]) if bound else nodes
