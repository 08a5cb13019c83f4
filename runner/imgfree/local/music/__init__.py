"""Music: what there is to choose from, and where its beats are."""
