"""Pictures that mean harm: name -> the file, whose fault stands on its second line.

Each would run `fetch('/ran')`, or ask the server for something, or lead elsewhere, in some browser and in some way of
opening it. None may be published.
"""

from __future__ import annotations

ROOT = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 100 100">'
H = 'xmlns:h="http://www.w3.org/1999/xhtml"'
RUN = "fetch('/ran')"
SHAPE = '<path d="M0 0H100V100H0Z"/>'
WITHIN = {
    # Scripts
    "script": f"<script>{RUN}</script>",
    "script in CDATA": f"<script><![CDATA[{RUN}]]></script>",
    "script of entities": "<script>&#102;etch('/ran')</script>",
    "script from a file": '<script href="/ran"/>',
    "script from a file, old": '<script xlink:href="/ran"/>',
    "script from data": "<script href=\"data:text/javascript,fetch('/ran')\"/>",
    "module": f'<script type="module">{RUN}</script>',
    "script within a shape": f"<g><path><script>{RUN}</script></path></g>",
    "script within a description": f"<desc><script>{RUN}</script></desc>",
    "script within a style": f"<style><script>{RUN}</script></style>",
    "script of another prefix": f'<x:script xmlns:x="http://www.w3.org/2000/svg">{RUN}</x:script>',
    "script of HTML": f"<h:script {H}>{RUN}</h:script>",
    "script of an escaped namespace": f'<x:script xmlns:x="http://www.w3.org/2000/sv&#103;">{RUN}</x:script>',
    "handler": f'<handler type="text/javascript">{RUN}</handler>',
    # Event attributes
    "onload": f'<g onload="{RUN}"/>',
    "onload of entities": '<g onload="&#102;etch(&#39;/ran&#39;)"/>',
    "onclick": f'<g onclick="{RUN}">{SHAPE}</g>',
    "onmouseover": f'<rect width="100" height="100" onmouseover="{RUN}"/>',
    "onfocus": f'<g tabindex="0" autofocus="" onfocus="{RUN}">{SHAPE}</g>',
    "onbegin": f'<animate attributeName="x" onbegin="{RUN}" dur="1s"/>',
    "onerror of an image": f'<image href="/gone" onerror="{RUN}"/>',
    "onload of a style": f'<style onload="{RUN}">a{{}}</style>',
    # Links
    "link that runs": f'<a href="javascript:{RUN}">{SHAPE}</a>',
    "link that runs, old": f'<a xlink:href="javascript:{RUN}">{SHAPE}</a>',
    "link that runs, in pieces": f'<a href="java&#10;script:{RUN}">{SHAPE}</a>',
    "link elsewhere": f'<a href="/led">{SHAPE}</a>',
    "link that pings": f'<a href="#x" ping="/sent">{SHAPE}</a>',
    # Animations
    "set writes an address": f'<a><set attributeName="href" to="javascript:{RUN}"/>{SHAPE}</a>',
    "set writes an address by id": f'<a id="a">{SHAPE}</a><set href="#a" attributeName="href" to="javascript:{RUN}"/>',
    "animate writes an address": f'<a><animate attributeName="href" values="javascript:{RUN};x" dur="9s"/>{SHAPE}</a>',
    "set writes a file": '<image width="9" height="9"><set attributeName="href" to="/loaded"/></image>',
    "set alone": '<set attributeName="fill" to="red"/>',
    "animateTransform": '<animateTransform attributeName="transform" type="rotate" dur="1s"/>',
    "animateMotion": '<animateMotion dur="1s"><mpath href="/loaded#x"/></animateMotion>',
    # Elements of HTML
    "img of HTML": f'<h:img {H} src="/loaded"/>',
    "img of HTML without a prefix": f'<img xmlns="http://www.w3.org/1999/xhtml" src="/gone" onerror="{RUN}"/>',
    "video": f'<h:video {H} src="/loaded" autoplay=""/>',
    "audio": f'<h:audio {H} src="/loaded" autoplay=""/>',
    "iframe": f'<h:iframe {H} src="/loaded"/>',
    "object": f'<h:object {H} data="/loaded"/>',
    "embed": f'<h:embed {H} src="/loaded"/>',
    "link of HTML": f'<h:link {H} rel="stylesheet" href="/loaded"/>',
    "preload": f'<h:link {H} rel="preload" as="image" href="/loaded"/>',
    "refresh": f'<h:meta {H} http-equiv="refresh" content="0; url=/led"/>',
    "base": f'<h:base {H} href="/elsewhere/"/><image href="loaded" width="9" height="9"/>',
    "form": f'<h:form {H} action="/led"><h:input autofocus="" onfocus="{RUN}"/></h:form>',
    "foreignObject": f'<foreignObject width="99" height="99"><h:body {H} onload="{RUN}"/></foreignObject>',
    "frame in a foreignObject": f'<foreignObject width="9" height="9"><h:iframe {H} src="/loaded"/></foreignObject>',
    "HTML in a title": f'<title><h:img {H} src="/loaded"/></title>',
    "HTML in metadata": f"<metadata><h:script {H}>{RUN}</h:script></metadata>",
    # Pictures and pieces from elsewhere
    "image": '<image href="/loaded" width="9" height="9"/>',
    "image, old": '<image xlink:href="/loaded" width="9" height="9"/>',
    "image by another prefix": '<image xmlns:y="http://www.w3.org/1999/xlink" y:href="/loaded" width="9" height="9"/>',
    "image of a picture in data": "<image href=\"data:image/svg+xml,&lt;svg/>\" width='9' height='9'/>",
    "use of another file": '<use href="/loaded#x"/>',
    "use of another file, old": '<use xlink:href="/loaded#x"/>',
    "use of data": "<use href=\"data:image/svg+xml,&lt;svg id='x'/>#x\"/>",
    "use below another base": '<g xml:base="/loaded"><use href="#x"/></g>',
    "feImage": '<filter id="f"><feImage href="/loaded"/></filter><rect width="9" height="9" filter="url(#f)"/>',
    "gradient of another file": '<linearGradient id="g" href="/loaded#x"/><rect width="9" height="9" fill="url(#g)"/>',
    "pattern of another file": '<pattern id="g" xlink:href="/loaded#x"/><rect width="9" height="9" fill="url(#g)"/>',
    "text along another file": '<text><textPath href="/loaded#x">A</textPath></text>',
    "cursor": '<cursor id="c" xlink:href="/loaded"/>',
    # Values
    "fill from another file": '<rect width="9" height="9" fill="url(/loaded#x)"/>',
    "fill after an id": '<rect width="9" height="9" fill="url(#a) url(/loaded#x)"/>',
    "mask from another file": '<rect width="9" height="9" mask="url(\'/loaded#x\')"/>',
    "filter from another file": '<rect width="9" height="9" filter="blur(1px) url(/loaded#x)"/>',
    "clip path from another file": '<rect width="9" height="9" clip-path="url(/loaded#x)"/>',
    "marker from another file": '<path d="M0 0L9 9" marker-end="url(/loaded#x)"/>',
    "escaped value": '<rect width="9" height="9" mask="\\75 rl(/loaded#x)"/>',
    "value in pieces": '<rect width="9" height="9" mask="&#117;rl(/loaded&#35;x)"/>',
    "cursor of a shape": '<rect width="99" height="99" cursor="url(/loaded), auto"/>',
    "view box of markup": '<svg viewBox="1&quot;&gt;&lt;img src=/loaded&gt;"/>',
    "value of a variable": '<rect width="9" height="9" fill="var(--x)"/>',
    # Styles
    "style attribute": '<rect width="9" height="9" style="mask: url(/loaded#x)"/>',
    "background": '<g style="background: url(/loaded)"/>',
    "image set": "<style>svg { background: image-set('/loaded' 1x) }</style>",
    "import": "<style>@import '/loaded';</style>",
    "import in CDATA": "<style><![CDATA[@import '/loaded';]]></style>",
    "import in pieces": "<style>@im<!-- -->port '/loa<![CDATA[ded]]>';</style>",
    "import of entities": "<style>&#64;import '/loaded';</style>",
    "import by an escape": "<style>@\\69mport '/loaded';</style>",
    "url over lines": "<style>rect { mask: url( /loaded#x ) }</style><rect width='9' height='9'/>",
    "url by an escape": "<style>rect { mask: \\75rl(/loaded#x) }</style><rect width='9' height='9'/>",
    "url in a comment's shadow": "<style>/* */rect{mask:/**/url(/loaded#x)/* }</style><rect width='9' height='9'/>",
    "font": "<style>@font-face { font-family: A; src: url(/loaded) } * { font-family: A }</style><text y='9'>A</text>",
    "nested rule": "<style>svg { rect { mask: url(/loaded#x) } }</style><rect width='9' height='9'/>",
    "rule in a condition": "<style>@supports (fill: red) { svg { background: url(/loaded) } }</style>",
    "variable": "<style>svg { --x: url(/loaded); background: var(--x) }</style>",
    "generated content": "<style>svg::before { content: url(/loaded) }</style>",
    "list sign": "<style>g { display: list-item; list-style-image: url(/loaded) }</style><g/>",
    "unclosed url": "<style>svg { background: url(/loaded</style>",
    "style of HTML": f"<h:style {H}>@import '/loaded';</h:style>",
    "keyframes": "<style>@keyframes a { to { background: url(/loaded) } } svg { animation: a 1s }</style>",
    # What else XML may hold
    "instruction within": '<?xml-stylesheet href="/loaded"?>',
    "another namespace": '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/loaded"/>',
}
WHOLE = {
    "style sheet of the file": f'<?xml version="1.0"?>\n<?xml-stylesheet type="text/css" href="/loaded"?>{ROOT}</svg>',
    "transformation": f'<?xml version="1.0"?>\n<?xml-stylesheet type="text/xsl" href="/loaded"?>{ROOT}</svg>',
    "entity with markup": f"<!-- -->\n<!DOCTYPE svg [<!ENTITY a '<script>{RUN}</script>'>]>{ROOT}&a;</svg>",
    "entity from a file": f"<!-- -->\n<!DOCTYPE svg [<!ENTITY a SYSTEM '/loaded'>]>{ROOT}<text>&a;</text></svg>",
    "declarations of a file": f"<!-- -->\n<!DOCTYPE svg SYSTEM '/loaded'>{ROOT}</svg>",
    "parameter entity": f"<!-- -->\n<!DOCTYPE svg [<!ENTITY % a SYSTEM '/loaded'> %a;]>{ROOT}</svg>",
    "attribute by declaration": f'<!-- -->\n<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{RUN}">]>{ROOT}</svg>',
    "entities of entities": "<!-- -->\n<!DOCTYPE svg [<!ENTITY a 'aaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 9}'>" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + f"]>{ROOT}<text>&j;</text></svg>",
    "onload of the root": f'<!-- -->\n{ROOT[:-1]} onload="{RUN}"></svg>',
    "page": f"<!-- -->\n<html xmlns='http://www.w3.org/1999/xhtml'><script>{RUN}</script></html>",
    "markup after its end": f"{ROOT}</svg>\n<script>{RUN}</script>",
    "not well-formed after a script": f"{ROOT}\n<script>{RUN}</script><unclosed></svg>",
    "undeclared prefix": f"{ROOT}\n<y:script>{RUN}</y:script></svg>",
}

HOSTILE = {name: f"{ROOT}\n{text}\n</svg>" for name, text in WITHIN.items()} | WHOLE
HOSTILE_BYTES = {
    "UTF-7": f'<?xml version="1.0" encoding="UTF-7"?>{ROOT}+ADw-script+AD4-{RUN}+ADw-/script+AD4-</svg>'.encode(),
    "UTF-16": f"{ROOT}<script>{RUN}</script></svg>".encode("utf-16"),
    "UTF-32": f"{ROOT}<script>{RUN}</script></svg>".encode("utf-32"),
    "EBCDIC": f'<?xml version="1.0" encoding="cp037"?>{ROOT}<script>{RUN}</script></svg>'.encode("cp037"),
    "Japanese": f'<?xml version="1.0" encoding="ISO-2022-JP"?>{ROOT}</svg>'.encode(),
    "Windows": f'<?xml version="1.0" encoding="windows-1252"?>{ROOT}</svg>'.encode(),
    "unknown encoding": f'<?xml version="1.0" encoding="x-user-defined"?>{ROOT}</svg>'.encode(),
    "encoding that is none": f'<?xml version="1.0" encoding="unicode_escape"?>{ROOT}</svg>'.encode(),
    "XML 1.1": f'<?xml version="1.1"?>{ROOT}</svg>'.encode(),
    "not UTF-8": f"{ROOT}<title>\xff</title></svg>".encode("latin-1"),
    "null": f"{ROOT}\0</svg>".encode(),
}
"""The same in bytes, with the fault on the first line."""


def _tens(wrapper: str, one: str) -> str:
    """Elements of which each repeats the next ten times."""
    return "".join(wrapper.format(n, one.format(n + 1) * 10) for n in range(9))


BOMBS = {
    "use": _tens('<g id="a{}">{}</g>', '<use href="#a{}"/>'),
    "patterns": '<path fill="url(#p0)"/>' + _tens('<pattern id="p{}">{}</pattern>', '<path style="fill:url(#p{})"/>'),
    "masks of a sheet": f"<style>{''.join(f'.c{n}{{mask:url(#m{n})}}' for n in range(9))}</style><path class='c0'/>"
    + _tens('<mask id="m{}">{}</mask>', '<path class="c{}"/>'),
    "markers": f'<marker id="m">{"<path/>" * 500}</marker><polyline marker="url(#m)" points="{"1 2 " * 500}"/>',
    "chain": "".join(f'<g id="a{n}"><use href="#a{n + 1}"/></g>' for n in range(3000)),
    "elements": "<path/>" * 10_001,
    "depth": "<g>" * 5000 + "</g>" * 5000,
    "size": f"<desc>{'x' * 500_000}</desc>",
    "brackets": f"<style>{'(]' * 50_000}</style>",
    "brackets of a value": f'<path transform="{"rotate(" * 50_000}"/>',
    "attributes": "<g " + " ".join(f"a{n}='x'" for n in range(20_000)) + "/>",
    "faults": "<script/>" * 9000,
}
"""What would keep a browser or the validator busy."""
