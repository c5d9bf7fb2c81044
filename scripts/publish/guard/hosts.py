"""Names of hosts: what browsers make of them, and whether a reader can tell them from others.

See UTS #46 on what browsers map to one name, UTS #39, section 5.2, on scripts that may stand together, and Chromium's
policy on internationalized names on look-alikes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from ipaddress import IPv4Address
from itertools import pairwise
from urllib.parse import unquote

RECOMMENDED = {
    *("ARABIC", "ARMENIAN", "BENGALI", "BOPOMOFO", "CYRILLIC", "DEVANAGARI", "ETHIOPIC", "GEORGIAN", "GREEK"),
    *("GUJARATI", "GURMUKHI", "HAN", "HANGUL", "HEBREW", "HIRAGANA", "KANNADA", "KATAKANA", "KHMER", "LAO", "LATIN"),
    *("MALAYALAM", "MYANMAR", "ORIYA", "SINHALA", "TAMIL", "TELUGU", "THAANA", "THAI", "TIBETAN"),
}
"""Scripts in wide use (UAX #31, table 5)."""
ALONE = {"CYRILLIC", "GREEK"}
"""Those that never stand beside Latin: too many of their letters look alike."""
TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA"}, {"HAN", "BOPOMOFO"}, {"HAN", "HANGUL"})
"""Scripts of one language."""
NAMED = {
    **{"CJK": "HAN", "IDEOGRAPHIC": "HAN", "ARABIC-INDIC": "ARABIC", "EXTENDED": "ARABIC"},
    **{"COMBINING": "", "DIGIT": "", "KATAKANA-HIRAGANA": "", "MIDDLE": "", "HYPHEN-MINUS": "", "LOW": "", "ZERO": ""},
}
"""First word of a character's name -> its script, where these differ; "" for what goes with any."""
SIGNS = set("-_·・׳״〇")
"""What stands in names besides letters, marks and digits."""
JOINERS = "\u200c\u200d"
"""Invisible, and needed in Persian and in languages of India."""
IGNORED = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
VARIATIONS = "\ufe0e\ufe0f"
"""What a pictograph or a sign looks like: they change no letter."""
LATIN_BESIDES = set("ɓɔɖɗəɛɣɨɩɲʃʊʋʒ")
"""Of the letters made for phonetics, those that languages are written with."""
OVERLAYS = set("\u0334\u0335\u0336\u0337\u0338")
SLASHES = set("ノソゾン丶丿")
"""Letters that look like slashes where none of their own script stand around."""
ALIKE = str.maketrans(
    "асԁеһіјӏорԛѕԝхуъьҽпгѵѡαικνρυωηοτγոսհօցյքզ",
    "acdehijlopqswxyobennvwaikvpuwnotynuhogjqq",
)
"""Letters of other scripts and the Latin ones that they look like (Chromium's lists of whole-script confusables)."""
STROKED = str.maketrans("ıłøđħŧɡɑ", "ilodhtga")
"""Latin letters that no decomposition leads back to plain ones."""
LONGEST = 63
"""Signs that a label has at most (RFC 1035)."""
WELL_KNOWN = set(
    """
    doi.org dx.doi.org wikipedia.org google.com youtube.com facebook.com instagram.com twitter.com x.com
    linkedin.com apple.com microsoft.com amazon.com paypal.com github.com gitlab.com arxiv.org jstor.org orcid.org
    osf.io zenodo.org archive.org crossref.org nih.gov pubmed.gov who.int apa.org bbc.co.uk bbc.com nature.com
    science.org springer.com wiley.com sagepub.com tandfonline.com sciencedirect.com elsevier.com cambridge.org
    oup.com researchgate.net academia.edu
    """.split()
)
"""Hosts that another one may be dressed up as."""


@lru_cache(10_000)
def readable(host: str) -> str:
    """A host's one spelling: decoded, mapped as UTS #46 does, and in the letters that `xn--` stands for."""
    mapped = _mapped("".join(sign for sign in unquote(host) if sign in JOINERS or not is_ignored(sign)))
    return ".".join(map(_decoded, mapped.replace("。", ".").strip(".").split(".")))


def _mapped(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())


def _decoded(label: str) -> str:
    is_encoded = label.startswith("xn--") and len(label) <= LONGEST
    try:
        return label[4:].encode("ascii").decode("punycode") if is_encoded else label
    except UnicodeError:
        return label


def is_ignored(sign: str) -> bool:
    """Whether Unicode lets programs ignore a character, so that it is not seen (Default_Ignorable_Code_Point)."""
    return bool(IGNORED.match(sign))


def hidden(text: str) -> str | None:
    """The first character that cannot be seen; joiners are needed after letters of most scripts, and in pictographs."""
    for before, sign in pairwise(f" {text}"):
        is_needed = sign in JOINERS and not before.isascii() and _script(before) not in {"LATIN", *ALONE}
        if is_ignored(sign) and not is_needed and sign not in VARIATIONS:
            return sign
    return None


def in_ascii(host: str) -> str:
    """A readable host as it stands in the name system."""
    return ".".join(
        label if label.isascii() or len(label) > LONGEST else f"xn--{label.encode('punycode').decode()}"
        for label in host.split(".")
    )


def disguise(host: str) -> str | None:
    """What makes a host another one than it seems, in words; None for one that is what it seems."""
    return next(_disguises(host, readable(host)), None)


def _disguises(host: str, read: str) -> Iterator[str]:
    if re.search("%[0-7][0-9a-fA-F]", host) or any(map(_is_mapped_to_ascii, unquote(host))):
        yield f"is another spelling of {read!r}"
    if _is_odd_number(read):
        yield "is a number in disguise; write out the host's name"
    if sign := hidden(read):
        yield f"holds U+{ord(sign):04X}, which cannot be seen"
    yield from (reason for label in read.split(".") if (reason := _of_label(label)))
    yield from _looks_like(read)


def _is_mapped_to_ascii(sign: str) -> bool:
    return not sign.isascii() and any(map(str.isascii, _mapped(sign)))


def _is_odd_number(host: str) -> bool:
    """Whether browsers take a host for an IPv4 address, but not in its common form (URL standard, ends-in-a-number)."""
    if not re.fullmatch("[0-9]+|0x[0-9a-f]*", host.rpartition(".")[2]):
        return False
    try:
        return str(IPv4Address(host)) != host
    except ValueError:
        return True


def _of_label(label: str) -> str | None:
    """What is wrong with one label: a character that no name holds, or scripts that are not written together."""
    strange = next((sign for sign in label if not _is_of_a_name(sign)), None)
    if strange:
        return f"holds U+{ord(strange):04X}, {unicodedata.name(strange, 'a nameless sign').lower()}, which no name has"
    scripts = {_script(sign) for sign in label} - {""}
    if not _go_together(scripts):
        return f"mixes {' and '.join(sorted(script.title() for script in scripts))} letters"
    others = {sign for sign in label if _script(sign) not in ("LATIN", "")}
    return "holds a letter that looks like a slash" if "LATIN" in scripts and others and others <= SLASHES else None


def _is_of_a_name(sign: str) -> bool:
    category = unicodedata.category(sign)
    if _script(sign) == "LATIN" and not sign.isascii():
        return category == "Ll" and (ord(sign) < 0x250 or 0x1E00 <= ord(sign) < 0x1F00 or sign in LATIN_BESIDES)
    is_letter = category[0] in "LM" or category == "Nd"
    return (
        (is_letter and sign not in OVERLAYS and _script(sign) in {*RECOMMENDED, ""}) or sign in SIGNS or sign in JOINERS
    )


def _script(sign: str) -> str:
    """A letter's script, as its name begins."""
    first = unicodedata.name(sign, "?").split()[0]
    return NAMED.get(first, "" if sign in SIGNS else first)


def _go_together(scripts: set[str]) -> bool:
    others = scripts - {"LATIN"}
    return (
        len(scripts) < 2 or (len(others) == 1 and others.isdisjoint(ALONE)) or any(others <= set_ for set_ in TOGETHER)
    )


def _looks_like(host: str) -> Iterator[str]:
    """A host all of whose foreign letters look Latin, under a Latin ending; or a well-known one with marks added."""
    *labels, ending = host.split(".")
    for label in labels if ending.isascii() else ():
        if not label.isascii() and (seems := label.translate(ALIKE)).isascii():
            script = next(_script(sign) for sign in label if _script(sign) not in ("", "LATIN"))
            yield f"is spelt in {script.title()} letters that look like {seems!r}"
    bare = "".join(sign for sign in unicodedata.normalize("NFD", host) if not unicodedata.combining(sign))
    seems = bare.translate(ALIKE).translate(STROKED).removeprefix("www.")
    if not host.isascii() and seems in WELL_KNOWN:
        yield f"is not {seems!r}, though it looks like it"
