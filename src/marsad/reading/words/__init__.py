"""Words of a sentence as the reader sees them: the lexicon and its forms, clauses, noun phrases and what governs them."""
