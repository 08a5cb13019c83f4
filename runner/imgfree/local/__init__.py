"""The local backend: the same protocol, answered on this machine."""
