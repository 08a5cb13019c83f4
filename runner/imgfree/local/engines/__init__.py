"""Pieces of films made elsewhere: by any executor of `concurrent.futures`, such as Dask's.

What goes out is pure: pieces by content, as JSON, and the files that they are made of. What comes back are bytes, or a
name in a folder that all machines see. Everything that is paid for, journaled or spoken of stays here.

An executor may have more than `submit`: `cores()`, on how many it works; `words()`, what is told of it; `at(worker)`,
the same one with a worker that it prefers; `check()`, which raises EngineLost when nobody is left to work; `checked`,
where its factory has looked at each machine.
"""
