"""What is known: RDF triples, read from files and written with their prefixes. Knows no rule."""

FORMATS = {".ttl": "turtle", ".nt": "nt"}
"""What a file of triples is written in, by the ending of its name."""
