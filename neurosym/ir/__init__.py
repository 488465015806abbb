"""The nouns: problems as data, their notation, their meaning. Standard library only (but `wire`)."""
