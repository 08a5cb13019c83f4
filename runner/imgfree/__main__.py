"""python -m imgfree."""

from imgfree.cli import main

if __name__ == "__main__":
    main()
