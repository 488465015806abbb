"""Results to reasons: what a verdict says, in plain sentences and in the words of the problem."""
