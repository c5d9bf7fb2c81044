"""Pictures made of whatever the list of what is allowed lets pass, harmful values included."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from publish.guard import svg_styles
from publish.guard.allowed_svg import ELEMENTS, EVERYWHERE, PROPERTIES, SVG
from publish.guard.svg_source import XLINK
from publish.guard.values import Kind

VALUES = """
1  -.5  1e2  12px  50%  2em  45deg  1 2 3  1,2 3,4  0 0 9 9  M0 0L9 9z  none  auto  normal  bold  a  a b c  #a  true
red  #123  #12345678  rgb(1,2,3)  rgba(1 2 3 / 50%)  hsl(9 9% 9%)  light-dark(red, blue)  currentColor  transparent
url(#a)  url('#a') red  inherit  text/css  translate(1 2) rotate(3,4,5)  xMidYMid meet  evenodd
Georgia, 'A B', serif  italic 9px/1.2 serif
"""
"""Of every kind that may stand somewhere, as are those below, with two blanks between them."""
HARMFUL = r"""
url(/sent#x)  url('/sent')  url(/sent) #a  url(#a) url(/sent)  #a url(/sent)  \75rl(/sent)  url(\2f sent)  url(
url(#a  url(#a/sent  url('#a'  url(#\a /sent)  url(#a)url(/sent)  src('/sent')  image('/sent')  image-set('/sent' 1x)
-webkit-image-set(url(/sent) 1x)  cross-fade(url(/sent), red)  var(--x, url(/sent))  rgb(url(/sent),1,1)
javascript:fetch('/sent')  data:text/html,x  /sent  /sent#a  attr(href url)  paint(x)  element(#a)  calc(1px)  env(x)
#a;background:url(/sent)  red;mask:url(/sent)  red}*{mask:url(/sent)}  red/*  */url(/sent)  expression(fetch('/sent'))
1e999  NaN  9px url(/sent)  'a', url(/sent)  <b>  translate(url(/sent))  color-mix(in srgb, red, url(/sent))
text/css;charset=x  /sent text/css  ]]><script>fetch('/sent')</script>  " onload="fetch('/sent')
"""
"""What would send or run something, if the list were to let it pass."""
RULES = r"""
*{fill:red}  svg{opacity:.9}  @media print{*{fill:red}}  .a>b:not(.c){stroke:url(#a)}  text{font:9px serif}
@import '/sent';  @import url(/sent);  *{background:url(/sent)}  *{mask:url(/sent)}  *{fill:\75rl(/sent)}
@font-face{font-family:A;src:url(/sent)}  @supports(fill:red){*{mask:url(/sent)}}  g{*{mask:url(/sent)}}  @media all{
/*  */  <!--  -->  {  }  \  '  "  *{mask:  url(/sent)  ;  *{--x:url(/sent)}  @namespace url(/sent);
@keyframes a{to{mask:url(/sent)}}  @layer{*{mask:url(/sent)}}  @media{@import'/sent';}
"""


def listed(text: str) -> list[str]:
    return [item for line in text.strip().split("\n") for item in line.split("  ")]


PIECES = st.lists(st.sampled_from([*listed(VALUES + HARMFUL), *"url()#/:;,'\"\\ \n{}@*.-1a"]), max_size=6).map("".join)


@st.composite
def allowed_values(draw: st.DrawFn, kind: Kind) -> str:
    """A value that the list lets pass, if one is found."""
    tried = draw(st.lists(st.sampled_from(listed(VALUES + HARMFUL)) | PIECES, min_size=1, max_size=8))
    return next(filter(kind.allows, tried), next(filter(kind.allows, [*listed(VALUES), *getattr(kind, "words", ())])))


@st.composite
def allowed_styles(draw: st.DrawFn) -> str:
    """What remains of a style attribute."""
    names = [*PROPERTIES, "background", "--x", "content", "src", "cursor", "list-style-image"]
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), PIECES), max_size=4))
    return svg_styles.of_attribute(";".join(f"{name}:{value}" for name, value in pairs)).remainder


@st.composite
def allowed_sheets(draw: st.DrawFn) -> str:
    """What remains of a style sheet."""
    return svg_styles.of_sheet("".join(draw(st.lists(st.sampled_from(listed(RULES)) | PIECES, max_size=8)))).remainder


@st.composite
def elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(st.sampled_from(sorted(ELEMENTS)))
    kinds = EVERYWHERE | ELEMENTS[name]
    attributes = {
        key: draw(allowed_values(kinds[key])) for key in draw(st.sets(st.sampled_from(sorted(kinds)), max_size=9))
    }
    attributes |= draw(st.dictionaries(st.just("style"), allowed_styles(), max_size=1))
    if name == "style":
        content = escape(draw(allowed_sheets()))
    else:
        content = "".join(draw(st.lists(elements(depth + 1), max_size=3))) if depth < 3 else ""
        content += escape(draw(st.sampled_from(["", "Words", "<script>", *listed(HARMFUL)])))
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>"


def picture(content: str) -> str:
    return f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" viewBox="0 0 100 100">{content}</svg>'


pictures = st.lists(elements(), min_size=1, max_size=12).map("".join).map(picture)
