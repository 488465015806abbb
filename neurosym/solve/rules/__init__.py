"""Rules over facts: the least model, stratum by stratum, with the derivation of every fact. Reads no text.

`Programme` holds rules; `run` gives `Derived`, which answers `holds`, `rows`, `why` and takes more facts.
"""

from neurosym.ir.derivation import Closed, Derivation, Fact, Step
from neurosym.solve.rules.clock import Limits
from neurosym.solve.rules.derived import Derived, Facts
from neurosym.solve.rules.programme import Programme

__all__ = ["Closed", "Derivation", "Derived", "Fact", "Facts", "Limits", "Programme", "Step"]
