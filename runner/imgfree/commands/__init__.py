"""One file for each command: options in, a plain call, the result out."""
