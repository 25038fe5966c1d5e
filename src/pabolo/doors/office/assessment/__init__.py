"""Assessment and risk of a case: the room, question sets in parts, safety plan, children."""
