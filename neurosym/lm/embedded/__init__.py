"""The LM that comes with neurosym: small, offline, and held to the words of the sentence it reads."""
