"""Who talks: language models behind one protocol. This room knows nothing of logic."""
