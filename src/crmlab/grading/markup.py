"""Markdown of a student, rendered and reduced to an allow-list: what is left only shows something.

The result is one HTML element that is also valid as the source of a markdown cell. Whatever renders it once
more, with nbgrader's stock templates too, gives the same harmless page.
"""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3  # bleach, which nbconvert brings, has been given up by its authors
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from crmlab.grading.pictures import picture
from crmlab.language import tr
from crmlab.text import plain

MOST_CHARACTERS = 20_000  # reading markdown takes time that grows with the square of its length
_TAGS = """
h1 h2 h3 h4 h5 h6 p br hr a img ul ol li dl dt dd blockquote pre code em strong b i u s del ins sub sup
table thead tbody tfoot tr th td kbd q cite details summary
"""
_DROPPED = "script style title template noscript iframe noembed noframes xmp svg math"
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "th": {"style", "colspan", "rowspan"},
    "td": {"style", "colspan", "rowspan"},
}
_ALLOWED_VALUES = {
    "href": re.compile(r"(https?://|mailto:)[^\s\\]+", re.IGNORECASE),
    "src": re.compile(r"(?:data:(image/(?:png|jpeg));base64,|attachment:)(.+)", re.DOTALL),
    "style": re.compile(r"\s*text-align:\s*(left|right|center);?\s*"),
    "start": re.compile(r"\d{1,6}"),
    "colspan": re.compile(r"[1-9]\d?"),
    "rowspan": re.compile(r"[1-9]\d?"),
}
_INLINE_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=]+")
# What markdown or a formula could begin with; as a character reference it is text and nothing else.
_MEANINGFUL = re.compile(r"[&<>\"'\\`*_\[\]$~|!]")
_TEX_COMMAND = re.compile(r"(\\[A-Za-z]+\*?)")
_FORMULAS = """
alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma
tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega partial
nabla infty ell Re Im hbar emptyset forall exists in ni subset subseteq supset cup cap setminus
land lor neg sum prod int lim max min sup inf arg log ln exp sin cos tan det dim Pr gcd frac dfrac
tfrac binom sqrt cdot times div pm mp ast star circ bullet le leq ge geq ne neq lt gt ll gg approx sim
simeq cong equiv propto perp mid parallel to rightarrow leftarrow Rightarrow Leftarrow leftrightarrow
Leftrightarrow iff implies mapsto uparrow downarrow ldots cdots vdots ddots dots hat bar tilde vec dot
ddot overline underline widehat widetilde overbrace underbrace text textbf textit textrm mathrm mathbf
mathit mathsf mathcal mathbb boldsymbol operatorname left right big Big bigg Bigg langle rangle lfloor
rfloor lceil rceil lvert rvert vert Vert begin end quad qquad limits nolimits displaystyle textstyle not
prime degree angle hline tag substack stackrel
"""
_TEX = frozenset(_FORMULAS.split())


class _Renderer(IPythonRenderer):
    def image(self, text, url, title=None):
        # Attachments are looked up after the cleaning.
        return super(IPythonRenderer, self).image(text, url, title)


def safe_markdown(source, attachments=None):
    """Render the markdown of a student as harmless HTML that is itself harmless markdown.

    Parameters
    ----------
    source : str
    attachments : dict, optional
        Pictures pasted into the cell, as in a notebook: name to mapping of type to base64.

    Returns
    -------
    str
        One ``<div>`` without an empty line: no scripts, styles, forms or ids; links to http, https and mailto
        only; pictures only if they are inside and are PNG or JPEG; no commands of MathJax but those that make
        up a formula. A text longer than `MOST_CHARACTERS` is shown as it was written.

    Examples
    --------
    >>> safe_markdown("**a** <b onclick=x()>b</b>")
    '<div><p><strong>a</strong> <b>b</b></p></div>'
    """
    source = plain(source)
    if len(_INLINE_PICTURE.sub("", source)) > MOST_CHARACTERS:
        return as_written(source)
    try:
        return safe_html(render(source), attachments)
    except Exception:  # a mistake of the renderer, such as nesting too deep, must not end the grading
        return as_written(source)


def render(source):
    """Render markdown as nbgrader's pages do, without the links beside headings.

    Parameters
    ----------
    source : str

    Returns
    -------
    str
        HTML as dangerous as the source.

    Examples
    --------
    >>> render("*a*")
    '<p><em>a</em></p>\\n'
    """
    return MarkdownWithMath(_Renderer(escape=False, exclude_anchor_links=True)).render(source)


def safe_html(rendered, attachments=None):
    """Reduce rendered HTML to the allow-list of `safe_markdown`.

    Parameters
    ----------
    rendered : str
    attachments : dict, optional

    Returns
    -------
    str

    Examples
    --------
    >>> safe_html('<p id=x>hi<script>steal()</script> <a href="javascript:x()">there</a></p>')
    '<div><p>hi <a rel="noopener noreferrer nofollow">there</a></p></div>'
    """
    allowed = nh3.clean(
        rendered,
        tags=set(_TAGS.split()),
        clean_content_tags=set(_DROPPED.split()),
        attributes=_ATTRIBUTES,
        attribute_filter=_allowed_value,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        link_rel="noopener noreferrer nofollow",
    )
    writer = _Writer(attachments or {})
    writer.feed(allowed.strip())
    writer.close()
    return f"<div>{''.join(writer.parts)}</div>"


def as_written(source):
    """Show text as it was written.

    Parameters
    ----------
    source : str

    Returns
    -------
    str
        One harmless element, as `safe_markdown` makes it.

    Examples
    --------
    >>> as_written("# <b>")
    '<div><pre># &#60;b&#62;</pre></div>'
    """
    return f"<div><pre>{_as_text(plain(source))}</pre></div>"


def _allowed_value(tag, name, value):
    wanted = _ALLOWED_VALUES.get(name)
    return value if wanted is None or wanted.fullmatch(value) else None


def _as_text(text):
    return _flowing(text).replace("\n", "&#10;")


def _flowing(text):
    return _MEANINGFUL.sub(lambda found: f"&#{ord(found[0])};", text)


def _without_empty_lines(text):
    """An empty line would end the element for whoever reads it as markdown."""
    first, *rest = text.split("\n")
    if not rest:
        return text
    between = [line.strip() for line in rest[:-1] if line.strip()]
    return "\n".join([first.rstrip(), *between, rest[-1].lstrip()])


class _Writer(HTMLParser):
    """Writes what is allowed again: text as character references, formulas without dangerous commands."""

    def __init__(self, attachments):
        super().__init__(convert_charrefs=True)
        self.parts, self._attachments, self._verbatim = [], attachments, 0

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            self._write_picture(dict(attrs))
            return
        self._verbatim += tag in ("pre", "code")
        written = "".join(f' {name}="{_as_text(plain(value or ""))}"' for name, value in attrs)
        self.parts.append(f"<{tag}{written}>")

    def handle_endtag(self, tag):
        self._verbatim -= tag in ("pre", "code")
        self.parts.append(f"</{tag}>")

    def handle_data(self, data):
        text = plain(data)
        if self._verbatim:
            self.parts.append(_as_text(text))
            return
        for place, part in enumerate(_TEX_COMMAND.split(_without_empty_lines(text))):
            command = place % 2 and part[1:].rstrip("*") not in _TEX
            # MathJax leaves code alone, and no formula reaches across it.
            self.parts.append(f"<code>{_as_text(part)}</code>" if command else _flowing(part))

    def _write_picture(self, attributes):
        content, kind = None, "image/png"
        words = plain(attributes.get("alt") or "")
        found = _ALLOWED_VALUES["src"].fullmatch(attributes.get("src") or "")
        if found and found[1]:
            kind, content = found[1], picture(found[1], found[2])
        elif found:
            bundle = self._attachments.get(unquote(found[2]))
            for kind in ("image/png", "image/jpeg") if isinstance(bundle, dict) else ():
                content = picture(kind, bundle.get(kind))
                if content:
                    break
        if content:
            words = _as_text(words or tr("a picture of the student's"))
            self.parts.append(f'<img alt="{words}" src="data:{kind};base64,{content}">')
        else:
            about = tr("[picture left out: {words}]", words=words or "?")
            self.parts.append(f"<em>{_as_text(about)}</em>")
