"""Cases handed over to another unit as a sealed file, and cases that came so."""
