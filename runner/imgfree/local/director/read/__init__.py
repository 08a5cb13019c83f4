"""From a raw sentence to typed phrases."""
