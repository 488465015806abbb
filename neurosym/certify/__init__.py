"""The kernel: checks certificates with the nouns of `ir` and the standard library, and trusts no solver."""
