"""Orders, logic grids, assignments and selections become a problem. Solves nothing."""
