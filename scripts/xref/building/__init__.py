"""Sites whose plugins or hooks may do anything: what they come to is seen in what their own build makes.

recording    a plugin that notes, after all others, what each page is made of
running      the site's own build, into a folder that is gone afterwards
judging      record and built files -> `outcome.Outcome`, which the rules ask
markup       a piece of built HTML
passage      which lines of a page came through from its file, and where the others were put
"""

import xref.reading  # noqa: F401  (which sees to it that somebody answers to the name of MkDocs)
