"""Gates on the source: exercises are complete, checks are one call, messages teach and give nothing away."""

import ast
import re
from collections import Counter

from crmlab.authoring.catalogue import catalogue_text, messages_of_chapter, untranslated
from crmlab.authoring.coverage import gaps
from crmlab.authoring.findings import finder
from crmlab.authoring.runs import demo_keys
from crmlab.grading.keys import items

FRONT = ("title", "question", "objectives", "minutes", "needs", "points")
MESSAGE_WORDS = 8
_NAME = re.compile(r"[a-z][a-z0-9_]{2,39}$")
_SOLUTION = re.compile(r"^[ \t]*#+ BEGIN SOLUTION$.*?^[ \t]*#+ END SOLUTION$", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def gate_5_exercises_complete(chapter):
    """Gate 5: names are unique and readable, each exercise has all its parts, the points add up.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find = finder("5 exercises complete", chapter)
    findings = [
        find("front matter", f"has no {key}; add the line {key}: ...")
        for key in FRONT
        if chapter.front.get(key) in (None, "", [])
    ]
    named = [cell for cell in chapter.cells if cell.name and cell.kind != "note"]
    for (kind, name), count in Counter((cell.kind, cell.name) for cell in named).items():
        if count > 1:
            findings.append(find(f"{kind} {name!r}", f"the name is used {count} times; give each its own"))
    for cell in named:
        if not _NAME.match(cell.name):
            cure = "use 3 to 40 lower-case letters, digits and underscores"
            findings.append(find(cell, f"the name {cell.name!r} is not readable in a gradebook; {cure}"))
        findings += [find(cell, problem) for problem in _missing_parts(chapter, cell)]
    for cell in chapter.graded:
        findings += [find(cell, problem) for problem in _promise(chapter, cell)]
    total = sum(cell.points for cell in (*chapter.graded, *chapter.written))
    if total != chapter.front.get("points"):
        problem = f"says {chapter.front.get('points')} points, the exercises add up to {total:g}; correct one"
        findings.append(find("front matter", problem))
    return findings


def _missing_parts(chapter, cell):
    """Say which cells an exercise lacks, seen from one of its cells."""
    tested = chapter.named("check", cell.name) or chapter.named("practice", cell.name)
    if cell.kind in ("answer", "key") and not tested:
        yield f'has no check; add a cell with check="{cell.name}"'
    if cell.kind in ("check", "practice"):
        for other in ("answer", "key"):
            if not chapter.named(other, cell.name):
                yield f'has no {other}; add a cell with {other}="{cell.name}"'
    if cell.kind == "answer" and not _SOLUTION.search(cell.source):
        yield "has no solution; put it between ### BEGIN SOLUTION and ### END SOLUTION"
    if cell.kind == "model" and not chapter.named("written", cell.name):
        yield f'answers nothing; add the exercise, a cell with written="{cell.name}"'
    if cell.kind == "written" and "=== BEGIN MARK SCHEME ===" not in cell.source:
        yield "has no mark scheme; end it with === BEGIN MARK SCHEME === ... === END MARK SCHEME ==="
    if cell.kind in ("check", "written") and cell.points <= 0:
        yield "has no points; add points= to its header"


def _promise(chapter, check):
    """A check may read only a name that the prompt and the answer cell gave to the student."""
    answer, variable = chapter.named("answer", check.name), checked_variable(check)
    if answer is None or variable is None:
        return
    visible = _SOLUTION.sub("", answer.source)
    if variable not in _assigned(visible):
        yield f"reads {variable!r}, which the answer cell does not start; add the line {variable} = ..."
    before = [cell for cell in chapter.cells if cell.number < check.number]
    last = max((cell.number for cell in before if cell.kind == "check"), default=0)
    prompt = "\n".join(cell.source for cell in before if not cell.is_code and cell.number > last)
    if variable not in _functions(visible) and not re.search(rf"\b{variable}\b", prompt):
        yield f"reads {variable!r}, but the text of the exercise never names it; ask for `{variable}`"


def checked_variable(cell):
    """Return the variable that a check cell hands over, or None if it is not one plain call.

    Parameters
    ----------
    cell : Cell

    Returns
    -------
    str or None
    """
    body = ast.parse(cell.source).body
    match body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(name), ast.Name(variable)], []))]:
            return variable if name == cell.name else None
    return None


def _assigned(source):
    stored = {
        node.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return stored | _functions(source)


def _functions(source):
    return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def gate_6_checks_teach(chapter):
    """Gate 6: a check is one call, floats are not compared with ==, messages are long enough to teach.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find, findings = finder("6 checks teach", chapter), []
    for cell in chapter.cells:
        if cell.kind in ("check", "practice") and checked_variable(cell) is None:
            cure = f'write check("{cell.name}", variable) and nothing else'
            findings.append(find(cell, f"is not one call of check; {cure}"))
        if cell.kind in ("answer", "check", "practice", "key"):
            for line in _float_equalities(cell.source):
                findings.append(find(cell, f"line {line} compares a float with ==; compare with a tolerance"))
    for name, item in items(chapter).items():
        for slip, declared in item.slips.items():
            if len(declared.message.split()) < MESSAGE_WORDS:
                cure = "name the mistake and a step"
                problem = f"the message of slip {slip!r} has under {MESSAGE_WORDS} words; {cure}"
                findings.append(find(f"key {name!r}", problem))
    return findings


def gate_6_nothing_given_away(chapter):
    """Gate 6: no hint and no slip message holds the right answer.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find, findings = finder("6 nothing given away", chapter), []
    for name, key in demo_keys(chapter).items():
        texts = [("a hint", hint) for hint in key.item.hints]
        texts += [(f"the message of slip {slip!r}", s.message) for slip, s in key.item.slips.items()]
        for what, text in texts:
            if _gives_away(key, text):
                findings.append(
                    find(f"key {name!r}", f"{what} holds the right answer: {text!r}; take it out")
                )
    return findings


def _float_equalities(source):
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Compare):
            continue
        equality = any(isinstance(operator, ast.Eq | ast.NotEq) for operator in node.ops)
        if equality and any(_is_float(side) for side in (node.left, *node.comparators)):
            yield node.lineno


def _is_float(node):
    if isinstance(node, ast.UnaryOp):
        return _is_float(node.operand)
    division = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
    return division or (isinstance(node, ast.Constant) and isinstance(node.value, float))


def _gives_away(key, text):
    """Whether a text holds the demo student's right answer: a number to two digits or more, or its words."""
    if key.item.kind == "choice":
        return f'"{key.truth}"' in text
    if key.item.kind == "set":
        return bool(key.truth) and all(f'"{member}"' in text for member in key.truth)
    said = set(_NUMBER.findall(text))
    forms = {f"{abs(number):.{digits}f}" for number in _numbers(key.truth) for digits in range(5)}
    return bool(said & {form for form in forms if len(form.replace(".", "").strip("0")) > 1})


def _numbers(value):
    if isinstance(value, float):
        yield value
    elif isinstance(value, dict):
        yield from _numbers(list(value.values()))
    elif isinstance(value, list):
        for part in value:
            yield from _numbers(part)


def gate_coverage(chapter):
    """Coverage: the chapter covers every concept and claim that concepts.yml gives it.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find = finder("coverage", chapter)
    return [find("", sentence) for sentence in gaps(chapter)]


def gate_translations(chapter):
    """Translations: every slip message and hint of the chapter has a Chinese entry.

    Parameters
    ----------
    chapter : Chapter

    Returns
    -------
    list of Finding
    """
    find, messages = finder("translations", chapter), messages_of_chapter(chapter)
    missing = untranslated(messages, catalogue_text())
    if not missing:
        return []
    first, place = missing[0]
    cure = f"add them to crmlab.po, first that of {place}: {first!r}"
    return [
        find("", f"{len(missing)} of {len(messages)} slip messages and hints lack a Chinese entry; {cure}")
    ]
