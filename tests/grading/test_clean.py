"""What a student wrote, made harmless: text, outputs, pictures, metadata. The browser is in tests/browser."""

import base64
import copy
import html
import io
import json
import re
import time
import zlib

import pytest
from matplotlib.figure import Figure
from nbconvert.filters import markdown2html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import determine_grade

from crmlab.grading.clean import clean, clean_outputs
from crmlab.grading.feedback import show_as_released
from crmlab.grading.markup import MOST_CHARACTERS, safe_markdown
from crmlab.grading.pictures import picture
from crmlab.grading.rebuild import rebuild
from crmlab.text import json_safe, one_line, plain, spreadsheet

HONEST = """# My memo

We should **raise** costs *slowly*, see [the source](https://example.org/a_b?c=1&d=2), <mailto:a@b.org>.

| group | clients |
|:------|--------:|
| low   |      12 |

1. first
2. second `code_here`

```python
a = 1

b = a < 2
```

> quoted

Formula $\\frac{a_1}{b} \\le \\beta$."""


@pytest.fixture(scope="module")
def png():
    file = io.BytesIO()
    Figure(figsize=(1, 1), dpi=20).savefig(file)
    return base64.b64encode(file.getvalue()).decode()


def test_honest_markdown_is_shown_and_stays_the_same_when_rendered_again():
    shown = safe_markdown(HONEST)
    for expected in (
        "<h1>My memo</h1>", "<strong>raise</strong>", "<em>slowly</em>",
        'href="https://example.org/a&#95;b?c=1&#38;d=2"',
        'href="mailto:a@b.org"', '<td style="text-align:right">12</td>',
        "<li>second <code>code&#95;here</code></li>",
        "a = 1&#10;&#10;b = a &#60; 2", "<blockquote>", "&#36;&#92;frac{a&#95;1}{b} &#92;le &#92;beta&#36;",
    ):  # fmt: skip
        assert expected in shown
    assert markdown2html(shown).strip() == shown
    assert safe_markdown(shown) == shown


@pytest.mark.parametrize(
    "formula",
    ["\\href{javascript:x()}{y}", "\\require{html}", "\\unicode{x}", "\\class{score}{x}", "\\cssId{top}{x}",
     "\\style{position:fixed}{x}", "\\csname href\\endcsname", "\\def\\x{y}",
     "\\hr<!-- -->ef{x}", "\\hr<wbr>ef{x}",
     "&#92;href{x}", "\\newcommand*{\\frac}[1]{x}"],
)  # fmt: skip
def test_a_command_of_mathjax_is_never_in_a_formula(formula):
    """Only commands that make up formulas stay in text; MathJax leaves code alone."""
    shown = safe_markdown(f"${formula}$ and $$\n{formula}\n$$")
    text = html.unescape(re.sub(r"<code>.*?</code>", " ", shown))
    joined = re.sub(r"<[^>]*>", "", text)
    assert not re.search(r"\\(href|require|unicode|class|cssId|style|csname|def|newcommand)", joined)


def test_pasted_pictures_are_shown_if_they_are_pictures(png):
    cell = {
        "good.png": {"image/png": png},
        "bad.png": {"image/png": base64.b64encode(b"<svg/onload=x()>").decode()},
    }
    shown = safe_markdown(
        "![mine](attachment:good.png) ![b](attachment:bad.png) ![c](attachment:no.png)", cell
    )
    assert shown.count("<img") == 1
    assert f'<img alt="mine" src="data:image/png;base64,{png}">' in shown
    assert "picture left out: b" in shown
    assert safe_markdown(shown) == shown
    assert "<img" not in safe_markdown(
        "![x](https://e.org/x) <img src=/logout> <img src='data:image/svg+xml,x'>"
    )


def test_a_picture_is_whole_and_nothing_hangs_on_it(png):
    content = base64.b64decode(png)
    assert picture("image/png", png) == png
    assert picture("image/png", [png[:10] + "\n", png[10:]]) == png
    for bad in (
        content + b"<script>",
        content[:-5],
        content.replace(b"IDAT", b"IDAX"),
        b"GIF89a" + content,
        b"",
    ):
        assert picture("image/png", base64.b64encode(bad).decode()) is None
    huge = bytearray(content)
    huge[16:24] = b"\0\1\0\0" * 2
    huge[29:33] = zlib.crc32(bytes(huge[12:29])).to_bytes(4, "big")
    assert picture("image/png", base64.b64encode(bytes(huge)).decode()) is None, "a bomb of 4 gigapixels"
    for other in (None, 7, {"a": 1}, [1], "not base64!"):
        assert picture("image/png", other) is None
    assert picture("image/svg+xml", png) is None


def test_a_jpeg_is_looked_at_too():
    from PIL import Image

    file = io.BytesIO()
    Image.new("RGB", (8, 8)).save(file, "JPEG")
    whole = file.getvalue()
    assert picture("image/jpeg", base64.b64encode(whole).decode())
    assert picture("image/jpeg", base64.b64encode(whole + b"<script>").decode()) is None
    assert picture("image/jpeg", base64.b64encode(b"\xff\xd8\xff<svg>\xff\xd9").decode()) is None


@pytest.mark.parametrize(
    "piece", ["\\\\[", "\\begin{a}", "![", "[a](", "<b>", "> ", "$$a ", "`a``b", "<a href=x "]
)
def test_hostile_text_is_rendered_or_shown_as_it_is_but_never_hangs(piece):
    safe_markdown(piece * (MOST_CHARACTERS // len(piece)))
    started = time.monotonic()
    assert safe_markdown(piece * MOST_CHARACTERS).startswith("<div><pre>")
    assert time.monotonic() - started < 60


def test_control_characters_are_gone_and_text_stays():
    hostile = "a\x1b[31mb\x1b[0m\x1b]0;title\x07c\x1b]8;;http://x.example\x1b\\d\x1b]8;;\x1b\\"
    hostile += "e\x9b31mf\x1bPq\x1b\\g\x08\x7f\u202eh\u2066"
    assert plain(hostile + "\t\r\nend\rline\ud800") == "abcdefgh\t\nend\nline\ufffd"
    assert plain("日本語 é 👩\u200d🔬 שלום") == "日本語 é 👩\u200d🔬 שלום"
    assert one_line("a\nb\u2028c") == "a b c"
    started = time.monotonic()
    for start in ("\x1b]", "\x9d", "\x1b[", "\x1bP", "\x9b0"):
        plain(start * 300_000)
    assert time.monotonic() - started < 60, "the time grows with the square of the length"
    document = json.dumps({"a": hostile + "\U000e0041\ud800"}, ensure_ascii=False)
    assert json.loads(json_safe(document)) == json.loads(document)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", json_safe(document))


def test_a_spreadsheet_takes_no_text_for_a_formula():
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x1b[1m=1", " =1"):
        assert spreadsheet(text).startswith("'"), text
    assert [spreadsheet(value) for value in ("s-01", -2.0, None)] == ["s-01", -2.0, None]


def test_outputs_are_text_and_pictures(png):
    active = {
        "text/html": "<script>x()</script>",
        "application/javascript": "x()",
        "image/svg+xml": "<svg onload=x()>",
        "text/latex": "x",
        "text/markdown": "x",
        "application/vnd.jupyter.widget-view+json": {"model_id": "x"},
    }
    outputs = [
        new_output(
            "display_data",
            {**active, "text/plain": "\x1b[1mplain", "image/png": png},
            metadata={"isolated": True},
        ),
        new_output("display_data", active),
        new_output("execute_result", {"text/plain": "7"}, execution_count=3),
        new_output("stream", text="a\x1b]0;t\x07b"),
        new_output("error", ename="\x1b[1mE", evalue="<img src=x>", traceback=["\x1b[31mline\x1b[0m"]),
        {"output_type": "update_display_data", "data": {"text/plain": "x"}},
        {"output_type": "stream", "name": "stdout", "text": 7},
    ]
    kept = clean_outputs(outputs)
    assert [output.output_type for output in kept] == [
        "display_data",
        "execute_result",
        "stream",
        "error",
        "stream",
    ]
    assert dict(kept[0].data) == {"text/plain": "plain", "image/png": png}
    assert kept[0].metadata == {}
    assert kept[2].text == "ab"
    assert (kept[3].ename, kept[3].evalue, kept[3].traceback) == ("E", "<img src=x>", ["line"])


def check_cell(*outputs):
    about = {"grade": True, "solution": False, "task": False, "locked": True, "grade_id": "t", "points": 5}
    return new_code_cell("check()", id="t", metadata={"nbgrader": about}, outputs=list(outputs))


@pytest.mark.parametrize(
    ("output", "score"),
    [
        (new_output("error", ename="AssertionError", evalue="no", traceback=["no"]), 0),
        (new_output("stream", name="stderr", text="no"), 0),
        (new_output("execute_result", data={"text/plain": "1.5"}, execution_count=1), 1.5),
    ],
)
@pytest.mark.parametrize("before", ["in the cell", "in a cell before"])
def test_an_output_that_decides_on_points_is_never_left_out(monkeypatch, output, score, before):
    """nbgrader gives all points to a check without output; no flood of the student's may bring that about."""
    monkeypatch.setattr("crmlab.grading.clean.MOST_OF_ALL", 100_000)
    monkeypatch.setattr("crmlab.grading.clean.MOST_OF_A_CELL", 20_000)
    flood = [new_output("stream", text="x" * 2**power) for power in range(14, -1, -1) for _ in range(2)]
    graded = check_cell(*(flood if before == "in the cell" else []), copy.deepcopy(output))
    cells = [new_code_cell(id=f"c{n}", outputs=copy.deepcopy(flood)) for n in range(8)]
    cleaned = clean(new_notebook(cells=[*cells, graded] if before == "in a cell before" else [graded]), None)
    assert determine_grade(cleaned.cells[-1])[0] == score
    assert len(json.dumps(cleaned)) < 110_000


def test_metadata_is_that_of_the_release(png):
    released = new_notebook(
        metadata={"crmlab": {"slug": "mini"}},
        cells=[new_markdown_cell("Write here", id="w", metadata={"crmlab": {"written": "w"}}), check_cell()],
    )
    handed_in = copy.deepcopy(released)
    handed_in.metadata = {
        "title": "<script>",
        "widgets": {"state": {}},
        "crmlab": {"slug": "mini"},
        "authors": [1],
    }
    handed_in.cells[0].update(
        source="mine ![p](attachment:p.png)", attachments={"p.png": {"image/png": png}, "q": 7}
    )
    for cell in handed_in.cells:
        cell.metadata.update(tags=["<script>"], alt="x", crmlab_verdict={"status": "right"}, collapsed=True)
    handed_in.cells.append(
        new_markdown_cell("own", metadata={"tags": ["x"]}, attachments={"p": {"image/svg+xml": "x"}})
    )
    nb = rebuild(handed_in, released)
    nb.metadata["widgets"] = nb.cells[1].metadata["execution"] = {"left": "by a kernel"}
    cleaned = clean(nb, released)
    assert cleaned.metadata == {"crmlab": {"slug": "mini"}}
    assert [cell.metadata for cell in cleaned.cells] == [
        {"crmlab": {"written": "w"}}, {"nbgrader": released.cells[1].metadata.nbgrader}, {},
    ]  # fmt: skip
    assert [cell for cell in cleaned.cells if "attachments" in cell] == []
    assert png in cleaned.cells[0].source


def test_the_course_s_own_text_stays_as_it_is():
    text = "<details><summary>words</summary>\n\nof the course\n\n</details>"
    locked = {"nbgrader": {"locked": True, "task": True, "grade_id": "memo", "points": 2}}
    released = new_notebook(
        cells=[new_markdown_cell(text, id="a"), new_markdown_cell("Q", id="q", metadata=locked)]
    )
    nb = copy.deepcopy(released)
    nb.cells[1].source = "Q\n\n=== BEGIN MARK SCHEME ===\n2 points\n=== END MARK SCHEME ==="
    cleaned = clean(nb, released)
    assert [cell.source for cell in cleaned.cells] == [text, nb.cells[1].source], (
        "graders see the mark scheme"
    )
    assert show_as_released(cleaned, released) is False
    assert cleaned.cells[1].source == "Q", "students do not"


def test_hidden_tests_are_not_shown_again():
    released = new_notebook(cells=[check_cell()])
    nb = copy.deepcopy(released)
    nb.cells[0].source += "\n### BEGIN HIDDEN TESTS\nassert f(3) == 7\n### END HIDDEN TESTS"
    assert show_as_released(nb, released) is True, "outputs may tell of them"
    assert nb.cells[0].source == "check()"
