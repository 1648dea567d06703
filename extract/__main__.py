"""`python -m extract` is `ir-extract`. An interrupt while the program is still loaded gives one line, too."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Loads the command line and runs it."""
    try:
        from extract.cli import main as run
    except KeyboardInterrupt:
        sys.stderr.write("ir-extract: interrupted\n")
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
