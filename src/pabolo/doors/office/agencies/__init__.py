"""The directory of partners: whom the unit can ask, and how they are reached."""
