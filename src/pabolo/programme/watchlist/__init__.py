"""What the village network watches: a problem of a child, who answers for it, until when."""
