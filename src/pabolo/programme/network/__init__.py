"""The PATBM groups of the villages: decrees, members, meetings, activities. No child in it."""
