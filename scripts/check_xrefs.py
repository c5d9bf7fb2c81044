"""Check every cross-reference of the site: links, anchors, pictures, footnotes, citations, front matter, navigation.

Findings go to standard output, the count and the tool's own trouble to standard error.
Exit status: 0 clean, 1 findings, 2 could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from xref import report
from xref.check import check
from xref.load import LoadError, load


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"), help="the site's configuration file")
    options = parser.parse_args(arguments)
    try:
        site = load(options.config)
    except LoadError as error:
        print(error, file=sys.stderr)
        return 2
    findings = check(site)
    for finding in findings:
        print(report.text(finding))
    print(report.count(findings, len(site.pages)), file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
