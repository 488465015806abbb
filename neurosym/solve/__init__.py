"""IR to result: engines that decide satisfiability, and the decisions built on them."""
