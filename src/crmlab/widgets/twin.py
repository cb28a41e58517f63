"""What pages without a kernel show: a picture, what it shows in words, and its reading."""

import base64
import html
from dataclasses import dataclass, field

# While the live widget is on the page its twin is hidden; without a kernel the twin takes the widget's place.
_TAKE_TURNS = (
    "<style>body:has(.crmlab-live-{key}) .crmlab-twin-{key} {{display:none}} "
    ".jp-OutputArea-child:has(+ .jp-OutputArea-child .crmlab-twin-{key}):not(:has(.crmlab-live-{key})) "
    "{{display:none}}</style>"
)


def image(png, alt, width):
    """Return an HTML image element, decoded before the page is painted so that it does not flicker."""
    data = base64.b64encode(png).decode()
    return (
        f'<img alt="{html.escape(alt)}" width="{width}" style="max-width:100%;height:auto" decoding="sync" '
        f'src="data:image/png;base64,{data}">'
    )


def lang(code):
    """Return the code of a language as HTML wants it."""
    return code.replace("_", "-")


@dataclass(frozen=True)
class Twin:
    """An explorer at one setting, for a book, a PDF or a page without a kernel.

    Attributes
    ----------
    png : bytes
        The picture.
    alt : str
        What it shows, in words.
    sentence : str
        How to read it.
    width : int
        Width on the page, in CSS pixels.
    language : str
        Language of the words.
    key : str
        Which live widget it stands in for; empty for none.
    """

    png: bytes = field(repr=False)
    alt: str
    sentence: str
    width: int
    language: str = "en"
    key: str = ""

    def html(self):
        """Return picture and sentence as HTML."""
        turns = _TAKE_TURNS.format(key=self.key) if self.key else ""
        shown = image(self.png, self.alt, self.width)
        return (
            f'<figure class="crmlab-twin-{self.key}" lang="{lang(self.language)}" style="margin:0.5em 0">'
            f"{turns}{shown}<figcaption>{html.escape(self.sentence)}</figcaption></figure>"
        )

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = base64.b64encode(self.png).decode()
        bundle = {"text/html": self.html(), "image/png": data, "text/plain": self.sentence}
        return bundle, {"image/png": {"alt": self.alt, "width": self.width}}
