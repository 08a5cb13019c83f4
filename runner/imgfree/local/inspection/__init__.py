"""A finished film looked at as its viewers will: what is wrong with it, when, and the sentence that mends it.

Pixels and samples tell some faults of any film; of one that was made here the layers are known as well.
"""
