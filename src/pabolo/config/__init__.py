"""Settings and urls: imports everything, imported by nobody."""
