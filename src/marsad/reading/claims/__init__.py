"""Claims in the making: drafts, which kind each is, which of several tell one act, how they are meant, what is a repeat."""
