"""An answer of the agent as it comes: bytes, frames, messages, words."""
