"""Sentences as triples under an ontology: what an LM proposes, and the gate that code keeps."""
