"""Who we are to the backend, and where that is kept."""
