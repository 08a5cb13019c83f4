"""Files on their way to the backend, and films on their way from it."""
