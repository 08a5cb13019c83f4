"""imgfree: video recipes you can commit."""

__version__ = "0.1.0"
