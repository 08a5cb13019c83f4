"""A conversation: what a line names and wants, what is said in return, and what film it comes to."""
