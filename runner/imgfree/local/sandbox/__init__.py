"""Decoding, painting and encoding in processes of their own, which can be ended and have limits.

Strangers' files reach decoders written in C. Where one hangs, crashes or eats memory, that is the end of one child
process and a refusal that names the file, never the end of the backend.
"""
