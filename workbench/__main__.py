"""Start the workbench: `python -m workbench` opens the window, with words behind it runs a command."""

from __future__ import annotations

import sys

from workbench.app import main

if __name__ == "__main__":
    sys.exit(main())
