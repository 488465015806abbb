"""Facts, rules and a question become a problem of logic. Solves nothing."""
