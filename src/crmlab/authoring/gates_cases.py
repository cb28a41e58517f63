"""Gates on the casebook: facts say where they come from, numbers rest on facts, grades are earned."""

import csv
import re
from functools import lru_cache

from crmlab import cases, content
from crmlab.authoring.case_texts import Support, exhibits, faults, word_count
from crmlab.authoring.findings import Finding
from crmlab.authoring.runs import DEMO_STUDENT
from crmlab.authoring.source import CASE, read_chapter, rubric, slugs
from crmlab.grading.keys import worked_names

NEEDED = ("source", "basis", "confidence", "grade")
BASES = {
    "verified": "filed",
    "verified (secondary)": "press",
    "verified (rounded)": "press",
    "derived": "estimate",
    "from memory": "memory",
}
_DOCUMENT = re.compile(
    r"10-K|8-K|SEC|release|complaint|decision|order|notice|Ofcom|FTC|court|report", re.IGNORECASE
)
_STATISTICS = re.compile(r"DOT|BTS|Ofcom|transportation", re.IGNORECASE)
CASE_WORDS = (1500, 2500)
TEXTS = ("case.md", "teaching_note.md", "afterwards.md")


def gate_case_facts():
    """Facts: each row has a date, a source, a basis, a confidence and no higher grade than its basis allows.

    Returns
    -------
    list of Finding
    """
    findings = []
    for path in sorted(content.path("datasets", "cases").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        about = cases.declared().get(path.stem)
        dated = about["date"] if about else "date"
        if about is None and not path.stem.endswith("_facts"):
            findings.append(Finding("case facts", path.name, "", "is not in tables.yml; add a line for it"))
            continue
        for number, row in enumerate(rows, start=1):
            findings += [
                Finding("case facts", path.name, f"row {row.get('id') or number}", problem)
                for problem in row_faults(row, dated)
            ]
        ids = [row["id"] for row in rows if "id" in row]
        findings += [
            Finding("case facts", path.name, f"row {name}", "the id comes twice; give each fact its own")
            for name in {name for name in ids if ids.count(name) > 1}
        ]
    return findings


def row_faults(row, dated="date"):
    """Say what is wrong with one fact.

    Parameters
    ----------
    row : mapping of str to str
    dated : str
        The column that dates it.

    Returns
    -------
    list of str

    Examples
    --------
    >>> fact = {"date": "2022", "source": "a blog", "basis": "verified", "confidence": "high"}
    >>> row_faults({**fact, "grade": "filed"})
    ['is graded filed, but its source names no filing, court paper or order; lower it or name it']
    """
    problems = [f"has no {key}; add it" for key in (dated, *NEEDED) if not (row.get(key) or "").strip()]
    grade, basis = row.get("grade", ""), (row.get("basis") or "").split(";")[0].strip()
    if problems:
        return problems
    if grade not in cases.GRADES:
        return [f"has the grade {grade!r}; use one of {', '.join(cases.GRADES)}"]
    best = "memory" if "value from memory" in row["basis"] else BASES.get(basis)
    if best is None:
        return [f"has the basis {row['basis']!r}; start it with one of {', '.join(BASES)}"]
    if row["confidence"] not in ("high", "medium", "low"):
        return [f"has the confidence {row['confidence']!r}; use high, medium or low"]
    if row["confidence"] == "low" and cases.GRADES.index(best) < cases.GRADES.index("estimate"):
        best = "estimate"
    if cases.GRADES.index(grade) < cases.GRADES.index(best):
        return [f"is graded {grade}; its basis ({row['basis']}, {row['confidence']}) allows {best} at most"]
    if grade == "filed" and not _DOCUMENT.search(row["source"]):
        return ["is graded filed, but its source names no filing, court paper or order; lower it or name it"]
    if grade == "official" and not _STATISTICS.search(row["source"]):
        return [
            "is graded official, but its source names no statistical office or regulator; lower it or name it"
        ]
    return []


def gate_case_texts():
    """Texts: the parts of each case are there, and every number in them rests on a fact or a computed result.

    Returns
    -------
    list of Finding
    """
    findings = []
    for case in cases.names():
        findings += [Finding("case texts", case, where, problem) for where, problem in text_faults(case)]
    return findings


def text_faults(case):
    """Say what is wrong with the texts of a case.

    Parameters
    ----------
    case : str
        Slug of the case.

    Yields
    ------
    tuple of str and str
        Where, and what.
    """
    texts = {}
    for name in (*TEXTS, "rubric.yml"):
        try:
            texts[name] = content.path("casebook", case, name).read_text(encoding="utf-8")
        except FileNotFoundError:
            yield name, "is not there; write it"
    notebook = notebook_of(case)
    if notebook is None:
        yield "notebook", "no notebook names the case in its front matter; add cases: to one"
    if "rubric.yml" in texts:
        rubric(texts["rubric.yml"], case)
    try:
        facts = cases.facts(case)
    except FileNotFoundError:
        yield "facts", f"datasets/cases/{case}_facts.csv is not there; write it"
        return
    if "case.md" not in texts:
        return
    support = Support(facts, exhibits(texts["case.md"]), names_of(notebook) if notebook else {})
    for number, tables in support.exhibits.items():
        for table in tables:
            if table not in cases.tables():
                yield "case.md", f"exhibit {number} names {table!r}, which is no table of the casebook"
    count = word_count(texts["case.md"])
    if not CASE_WORDS[0] <= count <= CASE_WORDS[1]:
        yield "case.md", f"has {count} words; a case has {CASE_WORDS[0]:,} to {CASE_WORDS[1]:,}"
    if "As of " not in texts["case.md"]:
        yield "case.md", "does not say its date; start with a line As of ..."
    for name in TEXTS:
        for where, problem in faults(texts[name], support) if name in texts else ():
            yield f"{name}, {where}", problem


def notebook_of(case):
    """Return the slug of the notebook that a case belongs to, or None."""
    for slug in slugs():
        if slug.startswith(CASE) and case in (read_chapter(slug).front.get("cases") or ()):
            return slug
    return None


@lru_cache(maxsize=8)
def names_of(slug):
    """Run the worked notebook of a case as the demo student and return its names."""
    return worked_names(read_chapter(slug), DEMO_STUDENT)


def gate_case_graded(chapter):
    """Graded work uses no figure from memory.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    if not chapter.slug.startswith(CASE):
        return []
    return [
        Finding(
            "case graded", chapter.slug, cell.where, "uses figures from memory in graded work; leave them out"
        )
        for cell in chapter.cells
        if cell.kind in ("answer", "check", "key") and re.search(r"unverified\s*=\s*True", cell.source)
    ]
