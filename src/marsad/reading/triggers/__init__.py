"""Words that open a claim: frames (data/lexicon/ar/frames), the sense of a word among its company, and what only looks like an act."""
