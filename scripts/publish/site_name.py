"""What a site is, whichever of its pages one looks at: its name, its address, its licence and its identifier."""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from essays.citing.pages import SiteName
from publish import licences
from xref.command import CommandError

PICTURE = "assets/preview.png"
"""Which stands for the site where a link to it is shown; its address, from the site's root."""

RIGHT_TO_LEFT = set("ar arc ckb dv fa he nqo ps sd syr ug ur yi".split())
SCRIPTS_TO_LEFT = set("adlm arab hebr nkoo rohg syrc thaa".split())
"""Languages that are written from right to left, unless they name a script, and the scripts that are (ISO 15924)."""


class IdentifierError(CommandError):
    """The identifier that the configuration chose is none; the message says why."""


def site_name(config: MkDocsConfig) -> SiteName:
    """What a site is called, where it stands, and under which licence its text is. Raises LicenceError."""
    licence = next((one.address for one in licences.read(config)), "")
    return SiteName(config.site_name, config.site_url or "", language(config), licence, licences.rights(config))


def language(config: MkDocsConfig) -> str:
    """In which the pages are: `extra.language`, or what the theme's own words are in."""
    return str(config.extra.get("language") or config.theme.get("language") or "en")


def runs_to_left(language: str) -> bool:
    """Whether a text in the language of this tag begins at the right: `ar`, `fa-IR`, `pa-Arab`, and not `ar-Latn`."""
    name, *parts = language.lower().split("-")
    script = next((part for part in parts if len(part) == 4 and part.isalpha()), "")
    return script in SCRIPTS_TO_LEFT if script else name in RIGHT_TO_LEFT


FORMS = {"codeberg": "_edit", "forgejo": "_edit", "gitea": "_edit"}
"""A word of the name of a host -> how the address of a page begins there on which a file is edited."""


def edit_address(config: MkDocsConfig) -> str | None:
    """Where a page can be edited: the form of MkDocs' `edit_uri_template`, or None."""
    project, branch = repository(config), config.extra.get("branch") or "main"
    folder = os.path.relpath(config.docs_dir, Path(config.config_file_path).parent)
    host = urlsplit(project).netloc
    form = next((form for name, form in FORMS.items() if name in host), "edit")
    return f"{project}/{form}/{branch}/{Path(folder).as_posix()}/{{path}}" if project else None


def repository(config: MkDocsConfig) -> str:
    """Where the site is made, without a slash at the end; "" where nothing says so."""
    return str(config.extra.get("repository") or "").rstrip("/")


def identifier(config: MkDocsConfig) -> uuid.UUID:
    """Of the series, whatever its edition and address: shelves and readers of feeds know it by this.

    Raises IdentifierError.
    """
    chosen = config.extra.get("book_identifier")
    try:
        return uuid.UUID(str(chosen)) if chosen else uuid.uuid5(uuid.NAMESPACE_URL, config.site_name)
    except ValueError:
        raise IdentifierError(f"mkdocs.yml: extra.book_identifier is {chosen!r}; expected a UUID, or nothing") from None
