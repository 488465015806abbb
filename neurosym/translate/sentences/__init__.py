"""Sentence by sentence: each sentence becomes a reading, code puts the readings together. Solves nothing."""
