"""Questions and statements about a graph: what they mention, the path that they ask for, its formula."""
