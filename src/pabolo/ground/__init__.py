"""What everything stands on: keys, audit, vault, places, people at work, duties."""
