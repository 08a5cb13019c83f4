"""Two films held against each other: piece by piece by their bytes, else as they are seen and heard."""
