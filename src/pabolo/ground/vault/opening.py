"""Opening sealed facets, under a committed read receipt."""
