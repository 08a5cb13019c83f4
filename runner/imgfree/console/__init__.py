"""What a person at a terminal sees: progress, results, errors, a prompt, the Tab key."""
