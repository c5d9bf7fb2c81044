"""Cross-references of any MkDocs site: what a site holds, and what is wrong with it.

`cli` is the command. A site becomes findings in three steps:

    reading/    files -> `model.Site`, by way of the renderer that builds the site
    rules/      `model.Site` -> findings, a generator a rule; `checking` runs them
    reporting, fixing    findings -> text, JSON, annotations; or corrected files

`additions` is what a site may add to the first two. `speed/` does the first step sooner, to the same end. `command` is
how a command speaks and ends, `files` and `writing` are how files are read and written. Nothing here knows what any
site is about, and nothing imports from beyond this folder.
"""

__version__ = "1.0.0"
