"""Mentions in a text linked to the nodes of a graph that they may mean, with scores and reasons."""

from neurosym.knowledge.link.core import Candidate, Linked, Mention
from neurosym.knowledge.link.labels import Entry, Labels
from neurosym.knowledge.link.mentions import Linker, link

__all__ = ["Candidate", "Entry", "Labels", "Linked", "Linker", "Mention", "link"]
