"""Question sets of the unit: what is asked, in which edition, and a new one from a workbook."""
