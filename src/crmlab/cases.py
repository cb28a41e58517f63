"""The casebook: the facts of each case with where they come from, the case to read, and what happened next.

A fact carries its source, how it was checked (``basis``), how sure we are (``confidence``) and the ``grade``
of the evidence behind it, strongest first:

=========== ==========================================================================================
filed       a company's filing or earnings release, a court paper, a regulator's order; read
official    an official statistic
press       press, or a secondary document that names the filing
estimate    a survey, an index of satisfaction, a derived figure
memory      recalled, not looked up: named as such, and never part of graded work
=========== ==========================================================================================
"""

import difflib
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from crmlab import content
from crmlab.language import tr

__all__ = ["GRADES", "exhibit", "facts", "names", "read", "tables", "what_happened_next"]

GRADES = ("filed", "official", "press", "estimate", "memory")
MEMO_WORDS = 120
_KEPT = ["source", "basis", "confidence", "grade"]
_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True)
class Page:
    """A page of the casebook; a notebook shows it, ``str()`` gives its Markdown."""

    text: str

    def __str__(self):
        return self.text

    def _repr_markdown_(self):
        return self.text


def names():
    """Return the slugs of the cases.

    Returns
    -------
    list of str

    Examples
    --------
    >>> names()
    ['amazon', 'apple', 'nike', 'general_electric', 'bt', 'airlines']
    """
    return list(dict.fromkeys(about["case"] for about in declared().values() if "case" in about))


def tables(slug=None):
    """Return the tables of the casebook and their titles.

    Parameters
    ----------
    slug : str, optional
        Only the tables of this case.

    Returns
    -------
    dict of str to str
        Name of a table, as `exhibit` takes it, to its title.

    Examples
    --------
    >>> tables("bt")["bt_fines"]
    'Fines and compensation'
    """
    if slug is not None:
        _known(slug, names(), tr("case"))
    return {table: about["title"] for table, about in declared().items() if slug in (None, about.get("case"))}


def exhibit(table, unverified=False):
    """Load a table of the casebook.

    Parameters
    ----------
    table : str
        One of `tables`.
    unverified : bool
        Whether to keep rows that are only from memory. Graded work leaves them out.

    Returns
    -------
    pandas.DataFrame
        The columns of the table, among them ``source``, ``basis``, ``confidence`` and ``grade``.

    Raises
    ------
    ValueError
        If there is no such table.

    Examples
    --------
    >>> fees = exhibit("amazon_prime_price")
    >>> fees.loc[fees["plan"] == "annual", "price_usd"].tolist()
    [79.0, 99.0, 119.0, 139.0]
    >>> len(exhibit("amazon_financials", unverified=True)) - len(exhibit("amazon_financials"))
    14
    """
    _known(table, declared(), tr("table of the casebook"))
    frame = _csv(table)
    frame = frame if unverified else frame[frame["grade"] != "memory"].reset_index(drop=True)
    frame.attrs["title"] = declared()[table]["title"]
    return frame


def facts(slug):
    """Return every fact of a case, one row a fact: those of its list and those of its tables.

    Parameters
    ----------
    slug : str
        One of `names`.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``fact_id``, e.g. ``"A7"`` for a fact of the list or ``"amazon_acsi:2.score"`` for a number
        in the second row of a table. Columns: ``date`` (text: a day, month, year or period), ``fact``,
        ``value`` (NaN where the fact is no number), ``unit``, ``source``, ``basis``, ``confidence``,
        ``grade`` and ``table``.

    Raises
    ------
    ValueError
        If there is no such case.

    Examples
    --------
    >>> known = facts("bt")
    >>> known.loc["bt_ofcom_complaints:1", ["date", "grade"]].tolist()
    ['2013Q4', 'official']
    >>> set(known["grade"]) <= set(GRADES)
    True
    """
    import pandas as pd

    _known(slug, names(), tr("case"))
    listed = _csv(f"{slug}_facts").rename(columns={"id": "fact_id"}).assign(table="")
    rows = [*listed.to_dict("records")]
    for table, about in declared().items():
        if about.get("case") == slug:
            rows += _long(table, about)
    frame = pd.DataFrame(rows, columns=["fact_id", "date", "fact", "value", "unit", *_KEPT, "table"])
    frame["value"] = pd.to_numeric(frame["value"], errors="coerce")
    return frame.set_index("fact_id").fillna({"unit": ""})


def read(slug):
    """Return the text of a case.

    Parameters
    ----------
    slug : str
        One of `names`.

    Returns
    -------
    Page
        A notebook shows it as a page.

    Raises
    ------
    ValueError
        If there is no such case.

    Examples
    --------
    >>> str(read("amazon")).startswith("# ")
    True
    """
    _known(slug, names(), tr("case"))
    return _page(slug, "case.md")


def what_happened_next(slug, memo=None, folder=None):
    """Open what happened after the day of the decision, once the memo is written.

    The memo is looked for in the saved notebook of the case beside this one, under *Write your answer here*.
    The seal keeps you from reading on by accident; it is no secret.

    Parameters
    ----------
    slug : str
        One of `names`.
    memo : str, optional
        Your memo, where the notebook's file cannot be read (Voila, some hosted notebooks).
    folder : path_like, optional
        Folder of the notebook; the current one by default.

    Returns
    -------
    Page
        What happened next, or what is still to do.

    Raises
    ------
    ValueError
        If there is no such case.

    Examples
    --------
    >>> str(what_happened_next("amazon", memo="Raise it."))
    'Still sealed: your memo has 2 words. Write at least 120, save the notebook, then run this cell again.'
    >>> str(what_happened_next("amazon", memo="word " * 150)).startswith("#")
    True
    """
    _known(slug, names(), tr("case"))
    if os.environ.get("CRMLAB_MODE") == "grading":
        return _hidden()
    text = _memo(slug, Path(folder or ".")) if memo is None else memo
    if text is None:
        return Page(
            tr(
                "Still sealed: no saved notebook of this case is in this folder. Save the notebook, or give "
                "your memo here: what_happened_next({slug}, memo=...).",
                slug=repr(slug),
            )
        )
    count = len(_WORD.findall(text))
    if count < MEMO_WORDS:
        return Page(
            tr(
                "Still sealed: your memo has {count} words. Write at least {least}, save the notebook, then "
                "run this cell again.",
                count=count,
                least=MEMO_WORDS,
            )
        )
    return _page(slug, "afterwards.md")


def _memo(slug, folder):
    """The longest memo among the saved notebooks in a folder that belong to the case, or None without any."""
    found = []
    for path in sorted(folder.glob("*.ipynb")):
        try:
            nb = json.loads(path.read_text(encoding="utf-8"))
            if slug in nb["metadata"]["crmlab"]["cases"]:
                found.append("\n".join(_written(cell) for cell in nb["cells"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            continue  # not a notebook of the course
    return max(found, key=len, default=None)


def _written(cell):
    """The text of a cell if it is the memo: the student's, or the model answer of the worked notebook."""
    about = cell.get("metadata", {}).get("crmlab", {})
    if about.get("written") != "memo" and (about.get("kind"), about.get("name")) != ("model", "memo"):
        return ""
    source = cell.get("source", "")
    return "".join(source).replace("*Write your answer here.*", "")


def _page(slug, name):
    try:
        return Page(content.path("casebook", slug, name).read_text(encoding="utf-8"))
    except FileNotFoundError:  # the seal around student code hides the casebook
        return _hidden()


def _hidden():
    return Page(tr("The casebook is not shown here; open the notebook on your own machine to read it."))


def _long(table, about):
    """The rows of a table as facts: one for each number, one for a row without any."""
    frame, many = _csv(table), len(about["values"]) > 1
    for number, row in enumerate(frame.to_dict("records"), start=1):
        said = [str(row[column]) for column in about["says"] if str(row[column]) not in ("", "nan")]
        common = {"date": str(row[about["date"]]), "table": table, **{key: row[key] for key in _KEPT}}
        held = {
            column: unit for column, unit in about["values"].items() if str(row[column]) not in ("", "nan")
        }
        for column, unit in held.items() or [("", "")]:
            unit = str(row[unit[1:]]) if unit.startswith("@") else unit
            value, words = (row[column] if column else None), [about["title"], *said]
            if column and not _is_number(value):
                words.append(str(value))
            yield {
                "fact_id": f"{table}:{number}" + (f".{column}" if many and column else ""),
                "fact": "; ".join(words),
                "value": value,
                "unit": unit if unit != "nan" else "",
                **common,
            }


def _is_number(value):
    try:
        float(value)
    except (TypeError, ValueError):
        return False
    return True


@cache
def declared():
    """Return what ``datasets/cases/tables.yml`` says of each table."""
    import yaml

    return yaml.safe_load(content.path("datasets", "cases", "tables.yml").read_text(encoding="utf-8"))


def _csv(name):
    import pandas as pd

    return pd.read_csv(content.path("datasets", "cases", f"{name}.csv"), dtype={"date": str, "period": str})


def _known(asked, known, what):
    if asked in known:
        return
    near = difflib.get_close_matches(str(asked), known, n=1)
    if near:
        raise ValueError(
            tr(
                "there is no {what} {asked}; did you mean {near}?",
                what=what,
                asked=repr(asked),
                near=repr(near[0]),
            )
        )
    raise ValueError(
        tr(
            "there is no {what} {asked}; there are: {known}",
            what=what,
            asked=repr(asked),
            known=", ".join(known),
        )
    )
