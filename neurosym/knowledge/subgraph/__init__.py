"""Retrieval from a graph for a question in words: the triples that matter, as evidence and as context."""

from neurosym.knowledge.subgraph.context import context
from neurosym.knowledge.subgraph.core import Evidence, Neighbourhood, Seed
from neurosym.knowledge.subgraph.retrieve import Retriever, neighbourhood

__all__ = ["Evidence", "Neighbourhood", "Retriever", "Seed", "context", "neighbourhood"]
