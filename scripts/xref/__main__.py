"""`python -m xref`, for whoever has no `check-xrefs`."""

import sys

from xref.cli import main

sys.exit(main())
