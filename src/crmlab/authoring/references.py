"""Citations in the prose, ``[@key]`` or ``[-@key]`` for the year alone, and the list of works cited.

The bibliography is BibTeX in a strict form: one field a line, ``name = {value},``, the closing brace of an
entry alone on its line, authors as ``Last, First and Last, First``. No macros, no LaTeX in the values.
"""

import re

from crmlab import content

_ENTRY = re.compile(r"^@(\w+)\{([^,\s]+),\n(.*?)^\}$", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*)\},?\s*$", re.MULTILINE)
_CITATION = re.compile(r"\[(-?)@([\w:.-]+(?:; ?@[\w:.-]+)*)\]")
_NEEDED = ("author", "year", "title")


class BibliographyError(ValueError):
    """An entry that cannot be read or a citation without one."""


def read_bibliography(text):
    """Read a bibliography in the strict form of this module.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to dict
        Key of the entry to its fields.

    Raises
    ------
    BibliographyError
        If an entry is not in the strict form, lacks author, year or title, or comes twice.

    Examples
    --------
    >>> entry = "@book{day,\\n author = {Day, A.},\\n year = {1990},\\n title = {Firms},\\n}\\n"
    >>> read_bibliography(entry)
    {'day': {'author': 'Day, A.', 'year': '1990', 'title': 'Firms'}}
    """
    entries = {}
    for _, key, body in _ENTRY.findall(text):
        fields = {name.lower(): value for name, value in _FIELD.findall(body)}
        absent = [name for name in _NEEDED if not fields.get(name)]
        if absent:
            raise BibliographyError(
                f"the entry {key} has no {absent[0]}; add the line {absent[0]} = {{...}},"
            )
        if key in entries:
            raise BibliographyError(f"the entry {key} comes twice; keep one")
        entries[key] = fields
    begun = len(re.findall(r"^\s*@\w+\s*\{", text, re.MULTILINE))
    if begun != len(entries):
        raise BibliographyError(
            f"{begun - len(entries)} of {begun} entries cannot be read; write one field a line and close "
            "each entry with a brace alone on its line"
        )
    return entries


def bibliography():
    """Read the bibliography of the course, ``docs/references.bib``.

    Returns
    -------
    dict of str to dict

    Examples
    --------
    >>> isinstance(bibliography(), dict)
    True
    """
    chapters = content.path("chapters")
    places = [chapters.parent / "docs" / "references.bib", chapters.parents[1] / "docs" / "references.bib"]
    found = [place for place in places if place.exists()]
    return read_bibliography(found[0].read_text(encoding="utf-8")) if found else {}


def cited(text):
    """Return the keys that a text cites, in order of first use.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str

    Examples
    --------
    >>> cited("Said twice [@a1990; @b2001], and again [@a1990].")
    ['a1990', 'b2001']
    """
    keys = [key for _, group in _CITATION.findall(text) for key in re.split(r"; ?@", group)]
    return list(dict.fromkeys(keys))


def entry(key, entries):
    """Return the fields of a work, or say that the bibliography lacks it.

    Parameters
    ----------
    key : str
    entries : dict
        As `read_bibliography` gives them.

    Returns
    -------
    dict

    Raises
    ------
    BibliographyError
        If the key is not in the bibliography.

    Examples
    --------
    >>> entry("day1990", {})
    Traceback (most recent call last):
    crmlab.authoring.references.BibliographyError: [@day1990] is not in docs/references.bib; add or correct it
    """
    if key not in entries:
        raise BibliographyError(f"[@{key}] is not in docs/references.bib; add or correct it")
    return entries[key]


def resolve(text, entries):
    """Write each citation of a text as author and year.

    Parameters
    ----------
    text : str
    entries : dict
        As `read_bibliography` gives them.

    Returns
    -------
    str

    Raises
    ------
    BibliographyError
        If a key is not in the bibliography.

    Examples
    --------
    >>> resolve("So it is [@day1990].", {"day1990": {"author": "Day, A. and Lee, B.", "year": "1990"}})
    'So it is (Day & Lee 1990).'
    >>> resolve("Day and Lee [-@day1990] say so.", {"day1990": {"author": "Day, A.", "year": "1990"}})
    'Day and Lee (1990) say so.'
    """

    def replace(match):
        keys = re.split("; ?@", match[2])
        return f"({'; '.join(_short(key, entries, with_names=not match[1]) for key in keys)})"

    return _CITATION.sub(replace, text)


def _short(key, entries, with_names=True):
    fields = entry(key, entries)
    if not with_names:
        return fields["year"]
    names = [name.split(",")[0].strip(" {}") for name in fields["author"].split(" and ")]
    if len(names) > 3:
        who = f"{names[0]} et al."
    else:
        who = " & ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    return f"{who} {fields['year']}"


def full(fields):
    """Write one work as a line of the list of references, in Markdown.

    Parameters
    ----------
    fields : dict
        Fields of the entry.

    Returns
    -------
    str

    Examples
    --------
    >>> full({"author": "Day, A.", "year": "1990", "title": "Firms", "journal": "J", "volume": "2"})
    'Day, A. (1990). Firms. *J*, 2.'
    """
    authors = ", ".join(name.strip(" {}") for name in fields["author"].split(" and "))
    place = fields.get("journal") or fields.get("booktitle") or fields.get("publisher") or ""
    number = f"({fields['number']})" if fields.get("number") else ""
    volume = f", {fields['volume']}{number}" if fields.get("volume") else ""
    pages = f", {fields['pages'].replace('--', '-')}" if fields.get("pages") else ""
    line = f"{authors} ({fields['year']}). {fields['title'].strip('{}')}."
    line += f" *{place}*{volume}{pages}." if place else ""
    address = f"https://doi.org/{fields['doi']}" if fields.get("doi") else fields.get("url", "")
    return f"{line} <{address}>" if address else line
