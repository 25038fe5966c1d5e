"""Keys: where the root comes from, what is derived from it, and the store of folder keys."""
