"""The shape of a graph: a summary of it, what is near an unknown word, and validation by SHACL."""

from neurosym.knowledge.shapes.reader import Kind
from neurosym.knowledge.shapes.summary import Property, Summary, summary
from neurosym.knowledge.shapes.terms import nearest, unknown
from neurosym.knowledge.shapes.validation import Validation, Violation, validate

__all__ = [
    "Kind",
    "Property",
    "Summary",
    "Validation",
    "Violation",
    "nearest",
    "summary",
    "unknown",
    "validate",
]
