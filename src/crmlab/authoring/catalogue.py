"""The translations of messages: what needs one, what lacks one, and the compiled catalogues."""

import ast
import io
import string
from pathlib import Path

import crmlab

LANGUAGE = "zh_CN"


def messages_of_code(package):
    """Collect the message of every ``tr("...")`` in a package.

    Parameters
    ----------
    package : path_like
        Folder with the Python files.

    Returns
    -------
    dict of str to str
        Message to the place where it was first found, as ``file:line``.

    Examples
    --------
    >>> from pathlib import Path
    >>> import crmlab
    >>> "Right." in messages_of_code(Path(crmlab.__file__).parent)
    True
    """
    found = {}
    for path in sorted(Path(package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    place = f"{path.relative_to(package).as_posix()}:{node.lineno}"
                    found.setdefault(first.value, place)
    return found


def messages_of_chapter(chapter):
    """Collect the slip messages and hints of a chapter.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    dict of str to str
        Message to the exercise it belongs to.
    """
    from crmlab.grading.keys import items

    found = {}
    for name, item in items(chapter).items():
        for message in [*item.hints, *(slip.message for slip in item.slips.values())]:
            found.setdefault(message, f"{chapter.slug}, {name}")
    return found


def untranslated(messages, catalogue):
    """List the messages that a catalogue lacks, or translates with other ``{values}`` in them.

    Parameters
    ----------
    messages : dict of str to str
        Message to place.
    catalogue : str
        The text of a ``.po`` file.

    Returns
    -------
    list of (str, str)
        Message and place.
    """
    known = {entry.id: entry.string for entry in _read(catalogue.encode("utf-8")) if not entry.fuzzy}
    return [
        (message, place)
        for message, place in messages.items()
        if not known.get(message) or _values(known[message]) != _values(message)
    ]


def _values(message):
    try:
        return {name for _, name, _, _ in string.Formatter().parse(message) if name}
    except ValueError:  # a brace that is no placeholder: the message is used as it stands
        return set()


def catalogue_text():
    """Return the text of the Chinese catalogue, empty while there is none.

    Returns
    -------
    str
    """
    path = Path(crmlab.__file__).parent / "locale" / LANGUAGE / "LC_MESSAGES" / "crmlab.po"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def compiled_catalogues(folder):
    """Compile every ``.po`` below a locale folder.

    Parameters
    ----------
    folder : path_like

    Returns
    -------
    dict of pathlib.Path to bytes
        The ``.mo`` file beside each ``.po`` and what belongs in it.
    """
    from babel.messages.mofile import write_mo

    compiled = {}
    for path in sorted(Path(folder).rglob("*.po")):
        data = io.BytesIO()
        write_mo(data, _read(path.read_bytes()))
        compiled[path.with_suffix(".mo")] = data.getvalue()
    return compiled


def _read(data):
    from babel.messages.pofile import read_po

    return read_po(io.BytesIO(data))
