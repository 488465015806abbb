"""IR to simpler IR or clauses, with the way back."""
