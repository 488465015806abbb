"""Reasoning over triples by a pack of rules: closures, conflicts, entailment. Stores nothing, asks nobody."""
