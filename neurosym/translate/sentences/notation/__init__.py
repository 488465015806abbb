"""What an LM writes of one sentence: the parts of a reading, how they are read, printed and copied."""
