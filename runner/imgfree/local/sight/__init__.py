"""Where a picture wants to be looked at."""
