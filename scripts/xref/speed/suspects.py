"""Which pages of a built site need be read: those whose built text or source shows that a finding may be due.

To read a page takes about as long as to build it; of the others it is known that the rules named here are silent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import chain

from xref.building.markup import Markup
from xref.building.recording import Record
from xref.checking import asked
from xref.configured import Choice
from xref.groups import DEFAULT, GROUPS
from xref.outcome import Outcome
from xref.reading.source_spots import NESTED
from xref.rules.links import is_folder
from xref.urls import is_malformed, is_relative, target_of

JUDGED = frozenset(rule for group in DEFAULT for rule in GROUPS[group]) | {
    *("absolute-link", "built-address", "not-in-navigation", "repeated-in-navigation", "absolute-in-navigation"),
}
"""Rules that are silent on pages without a sign."""
TYPED = re.compile(r"\]\s?\[|\[\^|\)\[|\] ?\(|[^\s\]]\[")
"""What of a link or note may stay as it was typed."""
LABEL = rf"(?:^{NESTED}|>[ ]?)\[(?P<label>[^\^\[\]][^\[\]]{{0,500}})\]:[ \t]*(?:\n[ \t>]*)?"
"""That of a definition: where a line begins, or behind a comment, which the renderer takes out."""
DEFINITION = re.compile(rf"{LABEL}(?P<address>\S*)", re.MULTILINE)
NOTED = re.compile(r"\[\^([^\]\n]{1,500})\]:")
NOTE = re.compile("fn(?!ref)")
"""Of the id of a note, whatever stands before its label; not of what leads back from it."""
PAGE = r"<?(?!\w+:|[#/])(?:[^\s)#?.]|\.(?!\w))+(?=[\s)#?>]|$)"
"""The address of a page instead of its file."""
DEFINED = re.compile(PAGE)
LINKED = re.compile(rf"\]\(\s*{PAGE}")
LINK = re.compile(r"\]\(\s*(?:<([^<>\n]+)>|([^\s)]+))")
WRITTEN = re.compile(r"xref-ignore|-8<-|\{!")
"""In a source: a suppression, or a snippet."""


def suspects(choice: Choice, record: Record, outcome: Outcome) -> frozenset[str] | None:
    """Paths of the pages to read; None for all, where a choice asks for rules that may find something on any page."""
    if not (rules := asked(choice)) <= JUDGED:
        return None
    dead = {address.page for address in outcome.dead}
    known = record.published
    late = {page for page in record.markdown if any(paths - known for paths in outcome.pages.targets(page))}
    added = "\n".join(["", *record.appended])
    files = frozenset(file.src_uri for file in record.files)
    unfound = {page for page, source in record.markdown.items() if _names_no_file(page, source + added, files)}
    texts = ((page, source + added, outcome.pages.texts(page)) for page, source in record.markdown.items())
    suspect = {page for page, source, built in texts if not built or _is_any_suspect(source, built)}
    if "built-address" in rules:
        suspect |= {page for page, source in record.markdown.items() if _names_a_page(source + added)}
    return frozenset(dead | late | unfound | suspect)


def _is_any_suspect(source: str, built: Sequence[Markup]) -> bool:
    return any(_is_suspect(source, text) for text in built)


def _is_suspect(source: str, built: Markup) -> bool:
    """Whether a page, though all its addresses lead somewhere, may break one of the rules."""
    addresses = [address.value for address in built.addresses]
    defined = DEFINITION.findall(source)
    return bool(
        WRITTEN.search(source)
        or _may_be_typed(built.prose)
        or any(not address or address.startswith("/") or is_malformed(address) for address in addresses)
        or _has_repeated(built.ids)
        or _has_repeated([label for label, _ in {(label.lower(), address) for label, address in defined}])
        or _has_repeated(NOTED.findall(source))
        or any(NOTE.match(id) and f"#{id}" not in addresses for id in built.ids)
    )


def _may_be_typed(prose: str) -> bool:
    """Whether a link or note may stay as it was typed; the search takes long, and most texts hold no bracket."""
    return ("[" in prose or "]" in prose) and bool(TYPED.search(prose))


def _names_no_file(page: str, source: str, files: Collection[str]) -> bool:
    """Whether an address names a file that is none: the build warns, though it may lead somewhere from a built page."""
    linked = (enclosed or plain for enclosed, plain in LINK.findall(source))
    defined = (address.strip("<>") for _, address in DEFINITION.findall(source))
    named = (address for address in chain(linked, defined) if is_relative(address) and not is_folder(address))
    return any(target_of(page, address) not in files for address in named)


def _names_a_page(source: str) -> bool:
    """Whether a link or definition gives what may be the address of a page that is built, and works as it stands."""
    return bool(LINKED.search(source)) or any(DEFINED.match(address) for _, address in DEFINITION.findall(source))


def _has_repeated(values: Sequence[str]) -> bool:
    return len(set(values)) < len(values)
