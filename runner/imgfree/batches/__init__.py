"""One recipe, a table of rows: each row an ordinary run, and every row accounted for."""
