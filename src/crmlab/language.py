"""Messages in the reader's language.

Every message of a check, a widget or the command line passes through `tr`. English is the language of the
code; translations are gettext catalogues under ``locale/<language>/LC_MESSAGES``.
"""

import gettext
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh_CN")
_chosen = None


def use_language(code):
    """Choose the language of all messages from now on.

    Parameters
    ----------
    code : str
        ``"en"`` or ``"zh_CN"``.

    Raises
    ------
    ValueError
        If there is no catalogue for that language.

    Examples
    --------
    >>> use_language("en")
    >>> use_language("fr")
    Traceback (most recent call last):
    ValueError: crmlab speaks en and zh_CN, not 'fr'; choose one of them
    """
    global _chosen
    if code not in LANGUAGES:
        raise ValueError(f"crmlab speaks {' and '.join(LANGUAGES)}, not {code!r}; choose one of them")
    _chosen = code


def language():
    """Return the language in use: the chosen one, else ``CRMLAB_LANG``, else English.

    Examples
    --------
    >>> use_language("en"); language()
    'en'
    """
    wanted = _chosen or os.environ.get("CRMLAB_LANG", "en")
    return wanted if wanted in LANGUAGES else "en"


@contextmanager
def speaking(code):
    """Speak one language inside a ``with`` block, and what was spoken before after it.

    Parameters
    ----------
    code : str
        As for `use_language`.

    Examples
    --------
    >>> use_language("en")
    >>> with speaking("zh_CN"):
    ...     language()
    'zh_CN'
    >>> language()
    'en'
    """
    global _chosen
    before = _chosen
    use_language(code)
    try:
        yield
    finally:
        _chosen = before


@cache
def _catalogue(code):
    return gettext.translation(
        "crmlab", localedir=Path(__file__).parent / "locale", languages=[code], fallback=True
    )


def tr(text, **values):
    """Translate a message and fill in its values.

    Parameters
    ----------
    text : str
        The English message, with ``{name}`` where a value goes.
    **values
        The values, by name.

    Returns
    -------
    str

    Examples
    --------
    >>> use_language("en"); tr("You gave {n} values.", n=3)
    'You gave 3 values.'
    """
    found = _catalogue(language()).gettext(text) if text else text
    return found.format(**values) if values else found
