"""Linear and integer programmes told in sentences become a problem. Solves nothing."""
