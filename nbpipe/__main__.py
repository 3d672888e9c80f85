"""`python -m nbpipe …` is the command line."""

import sys

from nbpipe.cli import main

if __name__ == "__main__":
    sys.exit(main())
