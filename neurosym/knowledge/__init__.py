"""What is known: RDF triples, read from files and written with their prefixes. Knows no rule."""

ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".n3", ".rdf", ".owl", ".xml")
"""How the names of files of triples end, beside tables."""
