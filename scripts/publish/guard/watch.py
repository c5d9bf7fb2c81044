"""The guard of one build: it stands where a text is rendered, and again where a page is whole."""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from publish.guard import files, let_pass
from publish.guard.allowed import FORWARDING, PAGE, TEXT, Allowed
from publish.guard.directions import read_directions
from publish.guard.markup import Refusal, deceptions, of_node, refusals, remove
from publish.guard.unsafe import RULE_OF, TRACKING
from publish.html_tree import Node
from xref.additions import Folder
from xref.model import Finding
from xref.position import START


class Guard:
    """What a build was about to publish, and may not."""

    def __init__(self, folder: Folder):
        self._folder = folder
        self._let_pass = let_pass.read(folder.extra)
        self._built = set(folder.built.values())
        self.texts: dict[str, Finding] = {}
        """Page -> the first thing in its text that is refused, at no line: which, the validator knows."""
        self.pages: list[str] = []
        """What finished pages hold that is refused, a line each."""
        self.refused_files: list[object] = [*self._refused_files(), *read_directions(folder)]
        """The pictures, other files and turned texts that stop the build."""

    def clean(self, path: str, body: Node) -> None:
        """Take out of a page's text what it may not hold, and note it."""
        found = [*refusals(body, TEXT), *deceptions(body)]
        passing = self._let_pass.passing((RULE_OF[refusal.kind], path, refusal.message) for refusal in found)
        refused = [one for one in found if (RULE_OF[one.kind], path, one.message) not in passing]
        if refused:
            self.texts[path] = self._finding(path, refused[0])
            remove(refused)

    def look_at(self, built: str, document: LexborHTMLParser, allowed: Allowed = PAGE) -> None:
        """Note what a page holds, templates and all, that is not on its list."""
        nodes = document.root.traverse() if document.root else ()
        for refusal in (refusal for node in nodes if node.is_element_node for refusal in of_node(node, allowed)):
            said = f"{built}: {refusal.message}"
            if refusal.kind != TRACKING and said not in self.pages and not self._is_named(refusal):
                self.pages.append(said)

    def look_at_site(self, files: Mapping[str, bytes]) -> None:
        """Note what the pages of a built site hold, path -> contents; what no file was built into only leads on."""
        for path, contents in files.items():
            if path.endswith((".html", ".htm")):
                document = LexborHTMLParser(contents.decode(errors="replace"))
                self.look_at(path, document, PAGE if path in self._built else FORWARDING)

    def _is_named(self, refusal: Refusal) -> bool:
        return self._let_pass.names(RULE_OF[refusal.kind], refusal.message)

    def _refused_files(self) -> set[let_pass.Found]:
        found = files.read(self._folder)
        faults = {"unsafe-picture": found.pictures, "unexpected-file": found.unexpected}
        keys = [(rule, fault.path, fault.message) for rule, those in faults.items() for fault in those]
        return set(keys) - self._let_pass.passing(keys)

    def _finding(self, path: str, refusal: Refusal) -> Finding:
        return Finding(self._folder.shown(path), START, refusal.message, RULE_OF[refusal.kind])


def unsaid(refused: Mapping[str, Finding], said: set[Finding]) -> set[Finding]:
    """What a build refused on pages of which nothing else is said."""
    told = {finding.path for finding in said}
    return {finding for finding in refused.values() if finding.path not in told}
