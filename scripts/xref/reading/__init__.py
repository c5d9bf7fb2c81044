"""Reads a site by way of the program that builds it: MkDocs, or ProperDocs, its continuation, where only that is."""

try:
    import mkdocs as mkdocs
except ModuleNotFoundError:
    import properdocs.replacement  # noqa: F401  (what is asked of MkDocs from here on, ProperDocs answers)
