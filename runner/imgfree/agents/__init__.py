"""Films for agents: seven tools, what they may read, and runs that outlive whoever asked for them."""
