"""What would leave a hole in the pages: seen at the door, and said in the validator's words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from essays import schema
from essays.rules import STOP_THE_BUILD
from publish.additions import ADDITIONS
from publish.guard.rules import RULES as GUARD
from publish.guard.watch import unsaid
from publish.settings import wrong_setting
from xref import reporting
from xref.checking import as_typed, run
from xref.command import FAILED, say
from xref.files import text_of
from xref.model import Finding
from xref.reading.folders import stray_links
from xref.reading.page import front_matter, refuse_amiss
from xref.reading.site import load
from xref.reading.yaml_positions import YamlError


class BuildFailedError(Abort):
    """A build could not do its work; one line on standard error says what, where and what to do."""

    exit_code = code = FAILED

    def show(self, *_: Any, **__: Any) -> None:
        say(f"{self.message}\n")


def without_template(name: str) -> str:
    """Why no folder of the theme has a template, as far as the configuration is the reason."""
    path = PurePosixPath(name)
    if path.parent.name == "languages":
        mend = (
            f"theme.language is {path.stem!r}, a language of which the theme knows no words; say extra.language instead"
        )
    else:
        mend = f"no folder of the theme has {name!r}; say 'custom_dir: overrides' below 'theme'"
    return f"mkdocs.yml: {mend}"


def require_no_circle(docs: Path) -> None:
    """Raise LoadError for a symbolic link in a folder that MkDocs would follow without end."""
    for _ in stray_links(docs):
        pass


def fits(path: Path) -> bool:
    """Whether a page can be read, and its front matter holds what it may and nothing twice."""
    try:
        text = text_of(path)
        refuse_amiss(text)
        fields, _ = front_matter(text)
    except (OSError, UnicodeDecodeError, YamlError):
        return False
    names = [field.name for field in fields]
    return len(names) == len(set(names)) and all(map(schema.fits, fields))


def said_by_validator(config: MkDocsConfig, refused: Mapping[str, Finding]) -> list[str]:
    """What the validator says of all that stops a build, a line each, and what it does not say of a refused page."""
    site = load(Path(config.config_file_path), ADDITIONS)
    found = {*site.trouble, *run(site, (*STOP_THE_BUILD, *GUARD, wrong_setting))}
    return [reporting.text(as_typed(finding)) for finding in sorted({*found, *unsaid(refused, found)})]
