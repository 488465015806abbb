"""Is a claim so? Judged by what a graph has, what is declared of its properties, and what would clash."""
