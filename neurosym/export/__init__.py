"""A problem as text for others: solver files, models in Python, mathematics, plain words."""

from neurosym.export.forms import FORMS, export

__all__ = ["FORMS", "export"]
