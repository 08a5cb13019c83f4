"""How the tagger in `imgfree.local.director.tagger` is trained; see `__main__.py`."""
