"""What the words of a link show, against where it leads: a reader who sees an address expects to get there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult

from publish.guard.addresses import Hazard, as_read
from publish.guard.detours import decode, destination, detour
from publish.guard.hosts import is_ignored, readable
from publish.guard.tracking_data import Places, known
from publish.guard.unsafe import DECEPTIVE
from xref.reading.source_positions import strip
from xref.urls import split

ENDINGS = set(
    """
    com org net edu gov int mil info biz io eu uk de fr nl ch at be se dk fi no pl cz es it pt ie gr hu ro bg hr sk
    si lt lv ee ru ua by kz tr il jp cn kr tw hk sg in au nz za br ar mx cl ca us int example museum dev app tv me
    co lgbt
    """.split()
)
"""Last parts of names by which words without `www.` or `https:` are known to be hosts: no ends of files, no fields."""
IN_PROGRAMS = set("int info io at in is be it es us me id app dev".split())
"""Those that are names in programs, too."""
WEB = re.compile(r"(?i)https?://[^\s<>\"]+")
HOST = re.compile(r"(?P<name>(?:[\w-]+\.)+(?P<ending>[^\W\d_]{2,}))(?P<rest>(?::\d+)?(?:[/?#…].*)?)")
MAILBOX = re.compile(r"@?[\w.+-]+@(?P<host>(?:[\w-]+\.)+[\w-]{2,})(?::\S*)?")
DOI = re.compile(r"(?i)(?:doi:)?(10\.\d{4,9}/\S+)")
CUT = "…"
SET_FOR_READING = str.maketrans({"–": "--", "—": "---", "‘": "'", "’": "'", "“": '"', "”": '"'})
"""What typography makes of signs that an address may hold."""
BREAKS = "/?#&;=: "
"""Signs before which one part of an address ends."""
AROUND = "()[]{}<>«»„“”‘’'\".,;:!?*_|"
"""Signs around an address in a sentence."""
LOOKING_ALIKE = str.maketrans("⁄∕⧸\\。ꓸ", "////..")
"""What looks like a slash or a full stop, besides what is mapped to one."""
SAME = re.compile(r"^(?:www\d?|m|mobile|dx)\.|(?<=\.)m\.")
"""Parts of a host's name that lead to the same pages."""
SPEAKING = Places("wikipedia.org wikimedia.org wikidata.org github.com gitlab.com codeberg.org translate.google.com")
"""Hosts whose addresses hold the names of others: an article on a host, a file that is named like one."""


def of_link(address: str, words: str) -> Iterator[Hazard]:
    """The hazard of a link whose words show an address to which it does not lead; a relative link never leads away."""
    address, seen = strip(address), _seen(words)
    target = split(as_read(address)) if "." in seen else None
    if not target or target.scheme not in ("http", "https", "mailto", "") or not (target.scheme or target.netloc):
        return
    targets = _targets(target)
    for shown in _addresses(seen):
        if targets and not any(_leads_to(shown, target) for target in targets):
            yield (
                DECEPTIVE,
                f"link shows {shown.rstrip(AROUND)!r} and leads to {address!r}; show where it leads",
                address,
            )
            return


def _targets(target: SplitResult) -> list[SplitResult]:
    """What the words of a link may show: the page beyond a redirector, or what an archive keeps; none if unknown."""
    is_kept = known().archives.hold(readable(target.hostname or ""))
    beyond = destination(target) if is_kept or detour(target) else ""
    if not beyond:
        return [] if is_kept else [target]
    return list(filter(None, [split(beyond), target if is_kept else None]))


def _seen(words: str) -> str:
    """Words as a reader sees them: without what is not seen, and with look-alike signs in their common form."""
    seen = "".join(sign for sign in strip(words) if not is_ignored(sign))
    seen = unicodedata.normalize("NFKC", seen).translate(LOOKING_ALIKE).replace("...", CUT).replace(f"[{CUT}]", CUT)
    return seen.translate(SET_FOR_READING)


def _addresses(text: str) -> Iterator[str]:
    """The addresses in a text: with `https:`, with `www.` or a known ending, mailboxes and DOIs."""
    words = re.sub(r"(?i)\bdoi:\s+", "doi:", text).split()
    for word in words:
        bare = word.strip(AROUND)
        if found := WEB.search(word):
            yield found[0]
        elif DOI.fullmatch(bare) or _is_mailbox(bare) or _is_host(bare, is_alone=len(words) == 1):
            yield word.lstrip(AROUND)


def _is_mailbox(word: str) -> bool:
    found = MAILBOX.fullmatch(word)
    return found is not None and _is_known(found["host"].rpartition(".")[2])


def _is_host(word: str, is_alone: bool) -> bool:
    """Whether a word names a host: ASP.NET is a product, scipy.io a part of a program, and a capital in the midst of
    other words begins the name of a firm, as in "How Amazon.com grew"."""
    found = HOST.fullmatch(word)
    if not found or found["name"].lower().startswith("www."):
        return found is not None
    ending, is_named = found["ending"], not is_alone and word[:1].isupper()
    bare = ending.islower() and ending not in IN_PROGRAMS and not is_named
    return _is_known(ending) and (bool(found["rest"]) or bare)


def _is_known(ending: str) -> bool:
    return ending.lower() in ENDINGS


def _leads_to(shown: str, target: SplitResult) -> bool:
    """Whether a link leads to the address shown or to a part of it; signs at its end may be the sentence's."""
    bare = shown.rstrip(AROUND)
    return any(_is_of(shown[: len(bare) + signs], target) for signs in range(min(3, len(shown) - len(bare)) + 1))


def _is_of(shown: str, target: SplitResult) -> bool:
    host = _host(target)
    if doi := DOI.fullmatch(shown):
        return host != "doi.org" or decode(target.path).casefold() == decode(f"/{doi[1]}").casefold()
    if mailbox := MAILBOX.fullmatch(shown):
        boxes = decode(target.path).lower().replace(" ", "").split(",")
        return shown.lower() in boxes if target.scheme == "mailto" else _are_kin(mailbox["host"].lower(), host)
    page = split(shown if WEB.match(shown) else f"https://{shown}")
    is_name = SPEAKING.hold(host) and not WEB.match(shown) and shown.casefold() in _rest(target)
    return page is None or is_name or _is_page_of(page, target, host)


def _is_page_of(page: SplitResult, target: SplitResult, host: str) -> bool:
    whole, cut, _ = page.netloc.partition(CUT)
    if cut and not _is_known(whole.rpartition(".")[2]):
        return True  # too little is shown to tell
    name, rest, there = _host(page._replace(netloc=whole)), "" if cut else _rest(page), _rest(target)
    return (_are_kin(name, host) and not rest) or (name == host and _begins(there, rest.split(CUT)))


def _host(address: SplitResult) -> str:
    """The host that an address leads to, in one form for all of its names."""
    box = address.path.rpartition("@")[2] if address.scheme == "mailto" else ""
    return SAME.sub("", readable(box or address.hostname or ""))


def _rest(address: SplitResult) -> str:
    """What follows the host, in one spelling."""
    return decode(address._replace(scheme="", netloc="").geturl()).casefold().rstrip("/")


def _are_kin(one: str, other: str) -> bool:
    """Whether one host is the other or stands below it, and so has the same owner."""
    return f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}")


def _begins(text: str, pieces: list[str]) -> bool:
    """Whether a text begins with the first of some pieces, holds the others in turn, and ends or breaks after them."""
    first, *others = pieces
    at = len(first) if text.startswith(first) else -1
    for piece in others:
        found = (text.rfind if piece is others[-1] else text.find)(piece, at) if at >= 0 else -1
        at = found + len(piece) if found >= 0 else -1
    return at == len(text) or (at >= 0 and text[at] in BREAKS)
