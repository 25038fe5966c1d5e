"""What the unit may set, dated, with its history: code lists, clocks, numbers, holidays."""
