"""Speech: what is to be said, who says it, and when each word of it is heard."""
