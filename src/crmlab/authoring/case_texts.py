"""The numbers in the texts of a case: each rests on a fact, an exhibit or a computed result, and says so.

Behind a number, or at the end of its sentence, list item or table row, stands one of three marks:

========================= ===============================================================================
``[A7, A9 press]``        facts of the case's list, and the weakest grade of evidence among them
``[E2 filed]``            the tables of exhibit 2, and the grade of the rows that hold the numbers
``[= 100 * fee_only]``    computed: the number before it is what this gives in the worked notebook
========================= ===============================================================================

In the rows of an exhibit the last column, *Evidence*, holds the grade. A grade may be lower than what the
rows allow, never higher.
"""

import math
import re
from dataclasses import dataclass, field

from crmlab.cases import GRADES

_COMPUTED = re.compile(r"\[= ?([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]")
_MARK = re.compile(r"\[((?:[A-Z]\d+, ?)*[A-Z]\d+) ([a-z]+)\]")
_NUMBER = re.compile(r"(?<![\w.])[-−+]?\d+(?:,\d{3})*(?:\.\d+)?")
_EXHIBIT = re.compile(r"#+ Exhibit (\d+): .*\(([a-z0-9_, ]+)\)$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"(*])")
_NO_FIGURE = (
    re.compile(r"`[^`]*`"),
    re.compile(r"\]\([^)]*\)"),
    re.compile(r"\b(?:Exhibits?|Questions?|Part|Step|Section|DC|Figure)[ -]\d+(?:(?:,| and| to) \d+)*"),
    re.compile(r"\b(?:10-[KQ]|8-K|999|[478][PC])\b"),
    re.compile(r"\b\d[\d,]*(?: (?:to|or|and) \d[\d,]*)?[ -](?:minutes?|points?|words|students|groups)\b"),
    re.compile(r"^\s*\d+\.(?:\s|$)"),
)
_FREE_COLUMNS = ("minutes", "points")
_SCALES = (1, 1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9, 100, 0.01)
_FUNCTIONS = {function.__name__: function for function in (abs, float, int, len, max, min, round, sum)}


@dataclass(frozen=True)
class Piece:
    """A sentence, a list item or a row of a table; a row of an exhibit knows its exhibit and its grade."""

    text: str
    line: int
    exhibit: int = 0
    evidence: str = ""


@dataclass
class Support:
    """What the numbers of a case may rest on.

    Parameters
    ----------
    facts : pandas.DataFrame
        As `crmlab.cases.facts` gives it.
    exhibits : dict of int to list of str
        As `exhibits` finds them in ``case.md``.
    names : dict
        The names of the worked notebook.
    """

    facts: object
    exhibits: dict
    names: dict = field(default_factory=dict)

    def rows(self, mark):
        """Return the facts behind one mark, as dicts; none for an unknown one."""
        if mark in self.facts.index:
            return [self.facts.loc[mark].to_dict()]
        tables = self.exhibits.get(int(mark[1:]), []) if mark.startswith("E") else []
        return self.facts[self.facts["table"].isin(tables)].to_dict("records")


def exhibits(text):
    """Find the exhibits that a case declares in its headings.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    dict of int to list of str
        Number of the exhibit to the tables that it comes from.

    Examples
    --------
    >>> exhibits("### Exhibit 1: Fees (amazon_prime_price)")
    {1: ['amazon_prime_price']}
    """
    matches = filter(None, (_EXHIBIT.match(line.strip()) for line in text.splitlines()))
    return {int(match[1]): [table.strip() for table in match[2].split(",")] for match in matches}


def pieces(text):
    """Cut a text into what carries a mark of its own: sentences, list items, rows of tables.

    Parameters
    ----------
    text : str
        Markdown.

    Returns
    -------
    list of Piece

    Examples
    --------
    >>> [piece.text for piece in pieces("One fee. Two fees.\\n- three")]
    ['One fee.', 'Two fees.', '- three']
    """
    found, paragraph, exhibit, columns = [], [], 0, None

    def finish():
        if paragraph:
            sentences = _SENTENCE_END.split(" ".join(line for _, line in paragraph))
            found.extend(Piece(sentence, paragraph[0][0]) for sentence in sentences)
            paragraph.clear()

    for number, line in enumerate(map(str.strip, text.splitlines()), start=1):
        if not line.startswith("|"):
            columns = None
        if line.startswith("|"):
            finish()
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if columns is None:
                columns = [cell.casefold() for cell in cells]
            elif not set(line) <= set("|-: "):
                found.append(_row(cells, columns, exhibit, number))
        elif line.startswith("#"):
            finish()
            match = _EXHIBIT.match(line)
            exhibit = int(match[1]) if match else 0
        elif not line or line.startswith("Source:"):
            finish()
        else:
            if re.match(r"[-*] |\d+\. ", line):
                finish()
            paragraph.append((number, line))
    finish()
    return found


def _row(cells, columns, exhibit, number):
    evidence = cells.pop() if exhibit and columns[-1] == "evidence" else ""
    kept = [cell for cell, column in zip(cells, columns, strict=False) if column not in _FREE_COLUMNS]
    return Piece(" | ".join(kept), number, exhibit, evidence)


def faults(text, support):
    """Say which numbers of a text rest on nothing, or on weaker evidence than their mark says.

    Parameters
    ----------
    text : str
        Markdown.
    support : Support

    Returns
    -------
    list of tuple of str and str
        Where, and what is wrong.
    """
    return [(f"line {piece.line}", fault) for piece in pieces(text) for fault in _faults_of(piece, support)]


def _faults_of(piece, support):
    text, problems = _without_computed(piece.text, support)
    yield from problems
    marks = [(mark[1].split(","), mark[2]) for mark in _MARK.finditer(text)]
    if piece.exhibit:
        marks.append(([f"E{piece.exhibit}"], piece.evidence))
    behind = []
    for names, grade in marks:
        if grade not in GRADES:
            yield f"{grade!r} behind {piece.text[:50]!r} is no grade; use one of {', '.join(GRADES)}"
            continue
        for name in map(str.strip, names):
            rows = support.rows(name)
            if not rows:
                yield f"the mark {name} is neither a fact nor an exhibit of this case; correct it"
            elif len(rows) == 1 and _weaker(rows[0]["grade"], grade):
                yield f"{name} is graded {rows[0]['grade']} and marked {grade}; write {rows[0]['grade']}"
            behind += [(row, grade) for row in rows]
    text = _MARK.sub(" ", text)
    for pattern in _NO_FIGURE:
        text = pattern.sub(" ", text)
    for match in _NUMBER.finditer(_alone(text)):
        holding = [(row, grade) for row, grade in behind if holds(row, match[0])]
        if not holding:
            cure = "mark where it is from"
            yield f"the number {match[0]} in {piece.text[:70]!r} rests on nothing marked there; {cure}"
        elif all(_weaker(row["grade"], grade) for row, grade in holding):
            held, marked = holding[0][0]["grade"], holding[0][1]
            place = f"the number {match[0]} in {piece.text[:70]!r}"
            yield f"{place} is graded {held} and marked {marked}; write {held}"


def _weaker(grade, other):
    return GRADES.index(grade) > GRADES.index(other)


def _without_computed(text, support):
    """The text without its computed numbers, and what is wrong with them."""
    problems = []
    while match := _COMPUTED.search(text):
        before, after = text[: match.start()], text[match.end() :]
        printed = list(_NUMBER.finditer(before))
        if printed:
            problems += _wrong_result(printed[-1][0], match[1], support.names)
            before = before[: printed[-1].start()] + before[printed[-1].end() :]
        else:
            problems.append(f"[= {match[1]}] stands behind no number; put it right behind the one it gives")
        text = before + after
    return text, problems


def _wrong_result(printed, formula, names):
    try:
        value = float(eval(formula, {"__builtins__": _FUNCTIONS, **names}))
    except Exception as error:
        return [f"[= {formula}] cannot be computed ({type(error).__name__}: {error}); correct it"]
    if _agree(printed, value):
        return []
    return [f"the number {printed} is not [= {formula}], which gives {value:.6g}; correct one of them"]


def _alone(text):
    """The text with each number standing alone: 2022-02-03, FY2023, 2013Q4, 22bn."""
    text = re.sub(r"(?<=\d)[-–/:](?=\d)", " ", text)
    text = re.sub(r"\b(?:FY|Q|H)(?=\d)", " ", text)
    return re.sub(r"(?<=\d)(?:[QH]\d|st|[nr]d|th|bn|m|k)\b", " ", text)


def holds(fact, number):
    """Say whether a fact holds a number at the rounding printed: in its value, its date or its words.

    Parameters
    ----------
    fact : mapping
        ``value``, ``date``, ``fact`` and ``unit``.
    number : str
        As printed, e.g. ``"1.5"`` or ``"12,392"``; thousands, millions and per cent are understood.

    Returns
    -------
    bool

    Examples
    --------
    >>> fact = {"value": 1500.0, "date": "2025-09-25", "fact": "redress for 35 million", "unit": "USD m"}
    >>> [holds(fact, number) for number in ("1.5", "1,500", "35", "2025", "36")]
    [True, True, True, True, False]
    """
    said = _NUMBER.findall(_alone(f"{fact['fact']} {fact['date']} {fact['unit']}"))
    if any(_agree(number, _plain(other)) for other in said):
        return True
    scales = _SCALES if _plain(number) else (1,)  # anything is zero thousand millions
    return not math.isnan(fact["value"]) and any(_agree(number, fact["value"] * scale) for scale in scales)


def _plain(number):
    return float(re.sub(r"[,+]", "", number).replace("−", "-"))


def _agree(printed, value):
    """Whether a number as printed is this value, rounded; a fall may be printed without its sign."""
    places = len(printed.partition(".")[2])
    return abs(abs(_plain(printed)) - abs(value)) <= 0.5 * 10**-places + 1e-9


def word_count(text):
    """Count the words of a case without its marks.

    Parameters
    ----------
    text : str

    Returns
    -------
    int

    Examples
    --------
    >>> word_count("The fee was 119 dollars [A4 press].")
    5
    """
    return len(re.findall(r"[^\W_][\w'’.,%-]*", _MARK.sub(" ", _COMPUTED.sub(" ", text))))
