"""Who says what, and who tells the truth: sayings become formulas. Solves nothing."""
