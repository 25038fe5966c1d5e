"""Questions to partner agencies about one case: the least that they need, and what they say."""
