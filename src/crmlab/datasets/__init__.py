"""The data sets of the course: load them, read what they are, and see how simulated ones were made.

Each lies in a folder of its own with a card for people, a schema for programs and, when it is simulated, the
true values behind it. A student's data are drawn for that student alone and are the same at every call.
"""

import difflib
import hashlib
import json
from dataclasses import dataclass

from crmlab import content
from crmlab.datasets import _draw

__all__ = ["Card", "data_hash", "describe", "load", "names", "schema", "truth", "turned"]


@dataclass(frozen=True)
class Card:
    """The card of a data set; a notebook shows it as a page.

    Parameters
    ----------
    name : str
        Name of the data set.
    text : str
        The card, in Markdown.
    """

    name: str
    text: str

    def __str__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


def names():
    """Return the names of the data sets.

    Returns
    -------
    list of str
        In alphabetical order.

    Examples
    --------
    >>> "investment_clients" in names()
    True
    """
    return sorted(file.parent.name for file in content.path("datasets").glob("*/schema.json"))


def load(name, student=None):
    """Load a data set.

    Parameters
    ----------
    name : str
        One of `names`.
    student : crmlab.identity.Student, optional
        Whose data to draw, for a simulated data set. Without it come the data that the book and the worked
        notebooks use: those of the demo student in self-study.

    Returns
    -------
    pandas.DataFrame
        The columns of the schema. ``attrs`` holds "dataset", "version" and "data_hash".

    Raises
    ------
    ValueError
        When there is no such data set, or the course keeps a version this crmlab does not have.
    RuntimeError
        When no draw for this student is fit for the course, which calls for another seed.

    Examples
    --------
    >>> clients = load("investment_clients")
    >>> clients.shape
    (1200, 25)
    >>> import crmlab
    >>> mine = load("investment_clients", student=crmlab.student("mia"))
    >>> mine.attrs["data_hash"] == clients.attrs["data_hash"]
    False
    """
    columns = schema(name)
    if student is None or name not in _draw.LATEST:
        frame, version = _committed(name, columns), columns["version"]
    else:
        frame, version = _draw.draw(name, student)
    frame.attrs.update(dataset=name, version=version, data_hash=data_hash(frame))
    return frame


def describe(name):
    """Return the card of a data set: what it is for, what each column means, how it was made.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    Card
        Shown as a page in a notebook; ``str()`` gives its Markdown.

    Raises
    ------
    ValueError
        When there is no such data set.

    Examples
    --------
    >>> str(describe("investment_clients")).splitlines()[0]
    '# Clients of an investment adviser'
    """
    return Card(name, _file(name, "card.md"))


def schema(name):
    """Return what a program needs to know about a data set.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    dict
        Version, number of rows, hash of the file, and for each column its type, unit, range and meaning.

    Raises
    ------
    ValueError
        When there is no such data set.

    Examples
    --------
    >>> schema("investment_clients")["columns"]["ex3"]["reverse_keyed"]
    True
    """
    return json.loads(_file(name, "schema.json"))


def turned(frame):
    """Turn every item that the schema declares to be worded negatively.

    Parameters
    ----------
    frame : pandas.DataFrame
        A data set as `load` gives it, with or without columns added.

    Returns
    -------
    pandas.DataFrame
        A copy in which a high answer means the same for every item of a scale.

    Raises
    ------
    ValueError
        When the frame did not come from `load`.

    Examples
    --------
    >>> clients = load("investment_clients")
    >>> (clients["ex3"] + turned(clients)["ex3"]).unique().tolist()
    [8]
    """
    if "dataset" not in frame.attrs:
        raise ValueError("This table did not come from datasets.load: turn its items with scales.reverse")
    columns = schema(frame.attrs["dataset"])["columns"]
    negative = {name: about for name, about in columns.items() if about.get("reverse_keyed")}
    return frame.assign(
        **{name: about["min"] + about["max"] - frame[name] for name, about in negative.items()}
    )


def truth(name):
    """Return the true values behind a simulated data set.

    Parameters
    ----------
    name : str
        One of `names`.

    Returns
    -------
    dict
        The parameters of the generator.

    Raises
    ------
    ValueError
        When there is no such data set, or it was observed rather than simulated.

    Examples
    --------
    >>> truth("investment_clients")["simulated"]
    True
    """
    if _known(name) not in _draw.LATEST:
        raise ValueError(f"The data set {name!r} was observed, so nobody knows the truth behind it")
    return json.loads(_file(name, "truth.json"))


def data_hash(frame):
    """Return the fingerprint of a data frame: equal data, equal fingerprint.

    Parameters
    ----------
    frame : pandas.DataFrame
        Any data; the index does not count.

    Returns
    -------
    str
        SHA-256 of the canonical CSV, as 64 hex digits.

    Notes
    -----
    The canonical CSV is UTF-8 with ``\\n`` line ends, a header, no index and floats to ten significant
    digits. The committed files are written this way, so the fingerprint is also that of the file.

    Examples
    --------
    >>> import pandas as pd
    >>> data_hash(pd.DataFrame({"x": [1, 2]}))[:12]
    'aea284871dde'
    """
    return hashlib.sha256(canonical_csv(frame)).hexdigest()


def canonical_csv(frame):
    """Return the bytes of the canonical CSV of a data frame, as `data_hash` describes it."""
    return frame.to_csv(index=False, lineterminator="\n", float_format="%.10g").encode()


def _committed(name, columns):
    """Read the file of a data set with the types of its schema."""
    import pandas as pd

    types = {column: facts["dtype"] for column, facts in columns["columns"].items()}
    return pd.read_csv(content.path("datasets", name, f"{name}.csv"), dtype=types)


def _file(name, file):
    """Read a text file from the folder of a data set."""
    return content.path("datasets", _known(name), file).read_text(encoding="utf-8")


def _known(name):
    """Return the name when there is such a data set."""
    known = names()
    if name not in known:
        close = difflib.get_close_matches(str(name), known, 1)
        hint = f"did you mean {close[0]!r}?" if close else "choose one of these"
        raise ValueError(f"There is no data set {name!r}; there are {', '.join(known)}: {hint}")
    return name
