"""Reads a site by way of the program that builds it: MkDocs, or ProperDocs, its continuation, where only that is."""

from xref.command import CommandError

OLDEST = (1, 6)

try:
    import mkdocs as mkdocs
except ModuleNotFoundError:
    try:
        import properdocs.replacement  # noqa: F401  (what is asked of MkDocs from here on, ProperDocs answers)
    except ModuleNotFoundError:
        raise CommandError("MkDocs is not installed beside this command; install both in one environment") from None
else:
    if tuple(map(int, mkdocs.__version__.split(".")[:2])) < OLDEST:
        raise CommandError(f"MkDocs {mkdocs.__version__} is installed, and 1.6 is needed; pip install 'mkdocs>=1.6,<2'")
