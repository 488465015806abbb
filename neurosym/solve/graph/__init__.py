"""Questions to a knowledge graph: formulas as queries, answers with the triples that they rest on."""
