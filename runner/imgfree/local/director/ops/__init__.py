"""One module per family of operations: its English and Chinese forms, its defaults, and how it edits the film."""
