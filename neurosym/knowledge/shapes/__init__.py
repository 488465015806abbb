"""The shape of a graph: a summary of it, what is near an unknown word, and validation by SHACL."""

from neurosym.knowledge.shapes.validation import Validation, Violation, validate

__all__ = ["Validation", "Violation", "validate"]
