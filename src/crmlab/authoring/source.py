"""Read a chapter from its one source: a percent-format script with kinds on the cell headers."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType

import jupytext
import yaml

from crmlab import content

# header key -> kind of cell. A cell has at most one of them; a cell with none is plain text or code.
KINDS = ("answer", "check", "practice", "key", "written", "model", "predict", "widget", "note")
_OTHER_KEYS = ("points", "alt", "covers", "minutes")
_CODE_KINDS = ("answer", "check", "practice", "key", "predict", "widget")
_TEXT_KINDS = ("written", "model", "note")
CASE = "case_"
RUBRIC = ("name", "points", "full", "half", "none")


class SourceError(ValueError):
    """A chapter source that cannot be read; the message says where and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell of a chapter source: its kind, its name, its text."""

    kind: str
    name: str
    source: str
    is_code: bool
    points: float = 0.0
    alt: str = ""
    covers: tuple = ()
    number: int = 0

    @property
    def where(self):
        """The cell as an author would look for it."""
        return f"cell {self.number} ({self.kind}{f' {self.name!r}' if self.name else ''})"


@dataclass(frozen=True)
class Chapter:
    """A chapter source, parsed: front matter and cells in order."""

    slug: str
    number: int
    front: Mapping = field(repr=False, hash=False)
    cells: tuple = field(repr=False)

    @property
    def title(self):
        """The chapter's title."""
        return self.front["title"]

    @property
    def file_name(self):
        """The notebook's file name, with the number from the table of contents in front."""
        return f"{self.number:02d}_{self.slug}.ipynb"

    def grade_id(self, name):
        """The id of a graded cell in the gradebook; nbgrader takes letters, digits, ``_`` and ``-`` only."""
        return f"{self.slug}-{name}"

    @property
    def graded(self):
        """The graded check cells, in order."""
        return tuple(cell for cell in self.cells if cell.kind == "check")

    @property
    def written(self):
        """The written exercises, in order."""
        return tuple(cell for cell in self.cells if cell.kind == "written")

    def named(self, kind, name):
        """Return the cell of that kind and name, or None."""
        return next((cell for cell in self.cells if cell.kind == kind and cell.name == name), None)


def toc():
    """Return the slugs of the course in order, by number, from ``toc.yml``.

    Returns
    -------
    dict of int to str
    """
    entries = yaml.safe_load(content.path("chapters", "toc.yml").read_text(encoding="utf-8"))
    return {int(number): slug for number, slug in entries.items()}


def slugs():
    """Return the slugs in the order of the course.

    Examples
    --------
    >>> "switching_costs" in slugs()
    True
    """
    return list(toc().values())


def read_chapter(slug):
    """Read a chapter of the course by its slug.

    Parameters
    ----------
    slug : str
        As in ``toc.yml``, e.g. ``"switching_costs"``.

    Returns
    -------
    Chapter

    Raises
    ------
    SourceError
        If there is no such chapter or its source cannot be read.

    Examples
    --------
    >>> read_chapter("switching_costs").file_name
    '04_switching_costs.ipynb'
    """
    numbers = {name: number for number, name in toc().items()}
    if slug not in numbers:
        raise SourceError(f"there is no chapter {slug!r}; the course has: {', '.join(numbers)}")
    try:
        text = source_path(slug).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        place = "notebook.py in its folder of the casebook" if is_case(slug) else f"{slug}.py beside it"
        raise SourceError(f"toc.yml names {slug!r}, but there is no {place}; write it") from error
    chapter = parse_chapter(text, slug, numbers[slug])
    return _with_rubric(chapter) if is_case(slug) else chapter


def is_case(slug):
    """Say whether a chapter is the notebook of a case.

    Examples
    --------
    >>> is_case("case_amazon"), is_case("loyalty")
    (True, False)
    """
    return slug.startswith(CASE)


def source_path(slug):
    """Return where the source of a chapter lies.

    Parameters
    ----------
    slug : str
        ``case_amazon`` lies in ``casebook/amazon/``, ``loyalty`` among the chapters.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    FileNotFoundError
        If it is not there.
    """
    if is_case(slug):
        return content.path("casebook", slug.removeprefix(CASE), "notebook.py")
    return content.path("chapters", f"{slug}.py")


def _with_rubric(chapter):
    """The chapter of a case with the mark schemes of its rubric behind the written exercises."""
    path = source_path(chapter.slug).with_name("rubric.yml")
    if not path.exists():
        raise SourceError(f"{chapter.slug}: there is no rubric.yml beside its notebook.py; write it")
    schemes = rubric(path.read_text(encoding="utf-8"), chapter.slug)
    absent = [name for name in schemes if chapter.named("written", name) is None]
    if absent:
        raise SourceError(
            f"{chapter.slug}: rubric.yml marks {absent[0]!r}, which the notebook does not ask for"
        )
    for cell in chapter.written:
        points, _ = schemes.get(cell.name, (None, ""))
        if points != cell.points:
            raise SourceError(
                f"{chapter.slug}: {cell.name!r} has {cell.points:g} points, its rubric {points}; correct one"
            )
    cells = tuple(
        replace(cell, source=f"{cell.source.rstrip()}\n\n{schemes[cell.name][1]}")
        if cell.kind == "written"
        else cell
        for cell in chapter.cells
    )
    return replace(chapter, cells=cells)


def rubric(text, slug):
    """Read a rubric: for each written exercise its points and its mark scheme.

    Parameters
    ----------
    text : str
        YAML: name of the exercise to ``points`` and a list ``criteria`` of ``name``, ``points``, ``full``,
        ``half`` and ``none``.
    slug : str
        Named in the error.

    Returns
    -------
    dict of str to tuple of float and str

    Raises
    ------
    SourceError
        If a part is missing or the criteria do not add up.

    Examples
    --------
    >>> criterion = "{name: clear, points: 2, full: yes it is, half: so so, none: never}"
    >>> print(rubric(f"memo: {{points: 2, criteria: [{criterion}]}}", "tea")["memo"][1])
    === BEGIN MARK SCHEME ===
    | Criterion | Points | All | Half | None |
    |---|---|---|---|---|
    | clear | 2 | yes it is | so so | never |
    === END MARK SCHEME ===
    """
    schemes = {}
    for name, about in (yaml.safe_load(text) or {}).items():
        rows = []
        for criterion in about.get("criteria") or []:
            absent = [key for key in RUBRIC if criterion.get(key) in (None, "")]
            if absent:
                raise SourceError(
                    f"{slug}: a criterion of {name!r} in rubric.yml has no {absent[0]!r}; add it"
                )
            rows.append("| " + " | ".join(str(criterion[key]) for key in RUBRIC) + " |")
        total = sum(criterion["points"] for criterion in about.get("criteria") or [])
        if total != about.get("points"):
            raise SourceError(
                f"{slug}: the criteria of {name!r} in rubric.yml add up to {total}, not {about.get('points')}"
            )
        head = "| Criterion | Points | All | Half | None |\n|---|---|---|---|---|"
        lines = ["=== BEGIN MARK SCHEME ===", head, *rows, "=== END MARK SCHEME ==="]
        schemes[name] = (float(total), "\n".join(lines))
    return schemes


@lru_cache(maxsize=32)
def parse_chapter(text, slug, number=0):
    """Parse the text of a chapter source.

    Parameters
    ----------
    text : str
        Percent-format script that starts with a commented YAML front matter.
    slug : str
        Identity of the chapter.
    number : int
        Place in the course.

    Returns
    -------
    Chapter

    Raises
    ------
    SourceError
        For a header or cell that the format does not know.
    """
    front, *raw_cells = jupytext.reads(text, fmt="py:percent").cells or [None]
    if front is None or front.cell_type != "raw":
        raise SourceError(
            f"{slug}: the source has no front matter; start it with a commented YAML block between ---"
        )
    cells = tuple(_cell(raw, place, slug) for place, raw in enumerate(raw_cells, start=1))
    return Chapter(slug, number, MappingProxyType(yaml.safe_load(front.source.strip("-\n"))), cells)


def _cell(raw, number, slug):
    header = {
        key: value for key, value in raw.metadata.items() if key not in ("lines_to_next_cell", "cell_marker")
    }
    kinds = [key for key in header if key in KINDS]
    unknown = [key for key in header if key not in KINDS + _OTHER_KEYS]
    place = f"{slug}, cell {number}"
    if unknown:
        raise SourceError(
            f"{place}: header key {unknown[0]!r} is not known; use one of {', '.join(KINDS + _OTHER_KEYS)}"
        )
    if len(kinds) > 1:
        raise SourceError(f"{place}: a cell has one kind, this one has {' and '.join(kinds)}; split it")
    is_code = raw.cell_type == "code"
    kind = kinds[0] if kinds else ("code" if is_code else "text")
    if kind in _CODE_KINDS and not is_code:
        raise SourceError(f"{place}: a {kind} cell holds code; take [markdown] off its header")
    if kind in _TEXT_KINDS and is_code:
        raise SourceError(f"{place}: a {kind} cell holds text; put [markdown] on its header")
    if is_code:
        try:
            ast.parse(raw.source)
        except SyntaxError as error:
            raise SourceError(
                f"{place}: line {error.lineno} of the cell is not Python ({error.msg})"
            ) from error
    return Cell(
        kind=kind,
        name=str(header[kind]) if kinds else "",
        source=raw.source,
        is_code=is_code,
        points=float(header.get("points", 0)),
        alt=header.get("alt", ""),
        covers=tuple(str(header.get("covers", "")).split()),
        number=number,
    )
