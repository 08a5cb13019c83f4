"""Films asked for in two languages, and the facts by which an agent's work is judged."""
