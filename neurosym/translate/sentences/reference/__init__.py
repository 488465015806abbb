"""Whom a pronoun or a description means, over all sentences of a text. Builds no problem."""
