"""Languages: what a language needs to be read: folding with a way back, tokens, passages, numbers, times, lexicon data."""
