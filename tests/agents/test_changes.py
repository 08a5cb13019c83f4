"""A sentence for the film there is."""
