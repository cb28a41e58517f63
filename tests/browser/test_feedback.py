"""What graders and students open in a browser runs nothing that a student wrote, and fetches nothing.

One submission with an attack of every kind is graded both ways, by `crmlab grade` and by stock nbgrader. Its
feedback page and nbgrader's own page for grading by hand, from a real server, are opened in Chromium.
"""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.server_extensions import formgrader

from crmlab.course import simulated
from crmlab.course.feedback import feedback
from crmlab.course.folder import Course
from crmlab.course.grade import grade
from crmlab.course.intake import collect
from crmlab.course.release import find_chapter, release

SLUG = "switching_costs"
pytestmark = [pytest.mark.slow, pytest.mark.browser]

# JS stands for a script that leaves its name in the page, changes the title and calls home.
MARKDOWN = {
    "script": "<script>JS</script>",
    "script in text": "text <ScRiPt>JS</sCrIpT> text",
    "image": "<img src=x onerror=\"JS\">",
    "svg": "<svg onload=\"JS\"><circle r=9></svg>",
    "svg script": "<svg><script>JS</script></svg>",
    "iframe srcdoc": "<iframe srcdoc=\"<script>parent.eval(`JS`)</script>\"></iframe>",
    "iframe script": "<iframe src=\"javascript:parent.eval(`JS`)\"></iframe>",
    "details": "<details open ontoggle=\"JS\"><summary>x</summary>y</details>",
    "video": "<video><source onerror=\"JS\"></video>",
    "focus": "<input autofocus onfocus=\"JS\">",
    "no script": "<noscript><p title=\"</noscript><img src=x onerror='JS'>\"></noscript>",
    "mathml": "<math><mtext><table><mglyph>"
              "<style><img src=x onerror=\"JS\"></style></mglyph></table></mtext></math>",
    "broken tag": "<<img src=x onerror=\"JS\"//",
    "animation": "<style>@keyframes k{}</style><b style=\"animation:k\" onanimationstart=\"JS\">x</b>",
    "comment": "<!--[if true]><script>JS</script><![endif]--><!--><img src=x onerror=\"JS\">-->",
    "code fence": "```\"><img src=x onerror=\"JS\">\n<script>JS</script>\n```",
    "reference": "[r][1]\n\n[1]: javascript:JS 'x\" onmouseover=\"JS'",
    "link title": "[t](http://x.example \"\\\" onmouseover=\\\"JS\")",
    "links": "[a](javascript:JS) [b](vbscript:JS) [c](data:text/html,<script>JS</script>) "
             "<javascript:JS> [d](&#106;avascript:JS)",
    "relative link": "[a](/logout) <a href=\"//x.example\">b</a> <a href=\"files/submitted\">c</a>",
    "refresh": "<meta http-equiv=refresh content=\"0;url=http://x.example/\">",
    "base": "<base href=http://x.example/>",
    "style": "<style>@import url(http://x.example/s.css); body{background:url(http://x.example/b)}</style>",
    "stylesheet": "<link rel=stylesheet href=http://x.example/s.css>"
                  "<link rel=prefetch href=http://x.example/p>",
    "style attribute": "<p style=\"position:fixed;inset:0;background:url(http://x.example/b)\">x</p>",
    "form": "<form action=http://x.example/ id=f><button>Go on</button></form>"
            "<input form=f formaction=javascript:JS>",
    "picture elsewhere": "![x](http://x.example/a.png) <img srcset=http://x.example/b.png> ![y](/logout)",
    "embed": "<embed src=http://x.example/e><object data=http://x.example/o></object>",
    "picture pasted": "![x](attachment:a.svg)",
    "names": "<a id=notebook-container name=submission_id></a>"
             "<form id=statusmessage name=base_url></form>\n\n## memo",
    "mathjax": "$\\href{javascript:JS}{x}$ "
               "$\\unicode[arial\\\"onload=JS]{65}$ $\\require{html}\\class{score}{y}$",
    "end of page": "</div></div></body></html><script>JS</script>",
    "direction": "abc\u202etxt.exe &#x202e; \x1b[31mred",
}  # fmt: skip
OUTPUTS = """
from IPython.display import HTML, Javascript, Markdown, SVG, display
display(HTML("<script>JS</script><img src=x onerror='JS'>"), metadata={"text/html": {"isolated": True}})
display(HTML("<script>JS</script><img src=x onerror='JS'>"))
display(Javascript("JS"))
display(Markdown("<img src=x onerror='JS'>"))
display({"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='JS'></svg>"}, raw=True)
display({"image/png": "x\\" onerror=\\"JS"}, raw=True, metadata={"image/png": {"width": "1 onerror=JS"}})
display({"application/vnd.jupyter.widget-view+json": {"model_id": "</script><script>JS</script>"}}, raw=True)
print("\\x1b[31mred\\x1b[0m \\x1b]0;title\\x07 \\x1b]8;;javascript:JS\\x07link\\x1b]8;;\\x07")
print("\\u202ertl <script>JS</script>")
class Name:
    def __repr__(self): return "<img src=x onerror='JS'>"
Name()
"""
FAILING = """
class X(Exception):
    pass
X.__name__ = "<script>JS</script>"
raise X("\\x1b]0;title\\x07<img src=x onerror='JS'>")
"""
HONEST = (
    "# My memo\n\n**Raise** them, see [the source](https://x.example/a).\n\n| a | b |\n|---|---|\n| 1 | 2 |"
)


def armed(name, text):
    script = f"(window.ran=window.ran||[]).push('{name}');document.title='owned';"
    script += "new Image().src='http://x.example/i'"
    return text.replace("JS", script if "'JS'" not in text else script.replace("'", "`"))


@pytest.fixture(scope="module")
def hostile():
    """The released notebook is filled in by this: cells of every kind of attack."""

    def fill(nb, chapter):
        nb = simulated.fill(nb, simulated.worked_answers(chapter))
        nb.metadata["widgets"] = {
            "application/vnd.jupyter.widget-state+json": {"state": "</script><script>x()"}
        }
        nb.metadata["title"] = armed("title", "</title><script>JS</script>")
        for cell in nb.cells:
            if cell.metadata.get("crmlab", {}).get("written") == "memo":
                cell.source = HONEST
            elif "written" in cell.metadata.get("crmlab", {}):
                cell.source = armed("written", '<script>JS</script><img src=x onerror="JS">')
        for name, text in MARKDOWN.items():
            cell = new_markdown_cell(armed(name, text), metadata={"tags": ['"><script>x()</script>']})
            cell["attachments"] = {"a.svg": {"image/svg+xml": armed("svg", '<svg onload="JS"/>')}}
            nb.cells.append(cell)
        nb.cells += [new_code_cell(armed("output", OUTPUTS)), new_code_cell(armed("error", FAILING))]
        return nb

    return fill


@pytest.fixture(scope="module")
def graded(tmp_path_factory, hostile):
    """A course where s01 was graded by crmlab and s02 by stock nbgrader."""
    place = tmp_path_factory.mktemp("hostile")
    (place / "class.csv").write_text("id\ns01\ns02\n")
    course = Course.create(place / "course", place / "class.csv", salt="hostile", cell_seconds=200)
    released = release(course, SLUG).notebook
    nb = hostile(nbformat.read(released, as_version=4), find_chapter(SLUG))
    (place / "inbox").mkdir()
    for student in ("s01", "s02"):
        (place / "inbox" / f"{student}.ipynb").write_text(json.dumps(nb), encoding="utf-8")
    collect(course, SLUG, place / "inbox")
    assert [result.reason for result in grade(course, SLUG)] == ["", ""]
    assert course.run_nbgrader("autograde", SLUG, "s02", True) == ""
    return course


@pytest.fixture(scope="module")
def pages(graded):
    return feedback(graded, SLUG)


@pytest.fixture(scope="module")
def formgrader_address(graded, tmp_path_factory, browser):
    """A Jupyter server in the course folder; gives a function from path to address and token."""
    place, token = tmp_path_factory.mktemp("server"), secrets.token_hex(8)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR", "MPLCONFIGDIR")
    environment = {**os.environ, **{name: str(place / name) for name in folders}}
    extensions = {
        f"nbgrader.server_extensions.{name}": name == "formgrader"
        for name in ("formgrader", "validate_assignment", "assignment_list", "course_list")
    }
    (place / "JUPYTER_CONFIG_DIR").mkdir()
    settings = {"ServerApp": {"jpserver_extensions": extensions}}
    (place / "JUPYTER_CONFIG_DIR" / "jupyter_server_config.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "jupyter", "server", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    with open(place / "log", "w") as log:
        server = subprocess.Popen(command, env=environment, cwd=graded.root, stdout=log, stderr=log)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/status?token={token}", timeout=5).close()
                break
            assert server.poll() is None, (place / "log").read_text()
            time.sleep(0.2)
        yield lambda path: (f"http://127.0.0.1:{port}/formgrader/{path}", token)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def graded_file(course, student):
    return course.root / "autograded" / student / SLUG / find_chapter(SLUG).file_name


def submission_id(course, student):
    chapter = find_chapter(SLUG)
    with course.gradebook() as gradebook:
        return gradebook.find_submission_notebook(Path(chapter.file_name).stem, SLUG, student).id


class Visit:
    """A page that was opened, and what it did."""

    def __init__(self, browser, address, token=None):
        headers = {"Authorization": f"token {token}"} if token else {}
        self.page = browser.new_page(viewport={"width": 1280, "height": 900}, extra_http_headers=headers)
        self.dialogs, self.requests, self.refused = [], [], []
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.page.on(
            "console", lambda m: self.refused.append(m.text) if "Content Security" in m.text else None
        )
        self.page.route("**/*", self._let_through)
        self.page.goto(address, wait_until="load", timeout=90_000)
        self.title = self.page.title()
        self.page.wait_for_timeout(500)  # what an attack would need; nothing is waited for

    def _let_through(self, route):
        """Note what goes out; what the policy forbids does not come this far."""
        self.requests.append(route.request.url)
        own = route.request.url.startswith(("file:", "http://127.0.0.1:"))
        route.continue_() if own else route.abort()

    def ran(self):
        return set(self.page.evaluate("() => window.ran || []"))

    def elsewhere(self):
        own = self.page.url.split("/formgrader")[0] if "/formgrader" in self.page.url else self.page.url
        return [url for url in self.requests if not url.startswith((own, "data:"))]

    def active(self):
        """Everything in the page that could act: handlers, foreign links, elements that are no text."""
        return self.page.evaluate("""() => [
            ...document.querySelectorAll('main *, #notebook-container *')
        ].filter(e =>
            [...e.attributes].some(a => a.name.startsWith('on') || a.name === 'srcset')
            || (e.hasAttribute('href') && !e.getAttribute('href').match(/^(https?:[/][/]|mailto:|#)/))
            || (e.tagName === 'IMG' && !e.src.startsWith('data:image/'))
            || e.matches('script, iframe, object, embed, form, base, meta, link, style, svg, math, template')
            || e.id === 'statusmessage' || e.id === 'notebook-container' && !e.matches('.container')
        ).map(e => e.outerHTML.slice(0, 200))""")


def assert_harmless(visit, title):
    assert visit.ran() == set()
    assert (visit.title, visit.page.title()) == (title, title)
    assert visit.dialogs == []
    assert visit.elsewhere() == []
    assert visit.active() == []
    content = visit.page.content()
    assert not [sign for sign in ("\x1b", "\x07", "\u202e", "\x9b") if sign in content]
    shown = visit.page.locator("body")
    assert shown.get_by_role("heading", name="My memo").count() == 1
    assert shown.locator("strong", has_text="Raise").count() == 1
    assert shown.locator("a[href='https://x.example/a']").count() == 1
    assert shown.locator("td", has_text="2").count() >= 1


@pytest.mark.parametrize("student", ["s01", "s02"])
def test_the_feedback_page_is_harmless(browser, pages, student):
    visit = Visit(browser, pages[student].as_uri())
    assert_harmless(visit, find_chapter(SLUG).title)
    assert visit.refused == [], "the page itself breaks its policy"
    assert visit.page.locator("script").count() == 0


@pytest.mark.parametrize("student", ["s01", "s02"])
def test_the_page_for_grading_by_hand_is_harmless_and_works(browser, graded, formgrader_address, student):
    visit = Visit(browser, *formgrader_address(f"submissions/{submission_id(graded, student)}/"))
    chapter = find_chapter(SLUG)
    assert_harmless(visit, Path(chapter.file_name).stem)
    assert visit.refused == [], "a script of nbgrader's is kept from running"
    box = f"input.score[id='{chapter.grade_id('memo')}']"
    bound = f"input.extra-credit[id='{chapter.grade_id('memo')}_extra_credit'][placeholder]"
    visit.page.locator(bound).wait_for(timeout=90_000)  # nbgrader's script has taken the boxes over
    with visit.page.expect_response(lambda answer: answer.request.method == "PUT", timeout=90_000):
        visit.page.fill(box, "1.5")
        visit.page.locator(box).blur()
    with graded.gradebook() as gradebook:
        found = gradebook.find_submission_notebook(Path(chapter.file_name).stem, SLUG, student)
        assert next(g for g in found.grades if g.name == chapter.grade_id("memo")).manual_score == 1.5
    visit.page.locator(".glyphicon.name-hidden").click()
    assert visit.page.locator("a.name-shown").is_visible()


def test_what_ran_beside_secret_inputs_is_not_shown(pages):
    """Stock nbgrader runs student code where the inputs of functions are; its outputs may tell of them."""
    split, stock = (pages[student].read_text(encoding="utf-8") for student in ("s01", "s02"))
    note = "This page leaves out what the cells showed"
    assert note in stock
    assert 'class="output' not in stock
    assert note not in split
    assert 'class="output' in split


def test_the_policies_hold_where_the_cleaning_fails(browser, graded, pages, formgrader_address, tmp_path):
    """The same attacks, written into the graded notebook and the page behind the cleaning's back."""
    attacks = [armed(name, text) for name, text in MARKDOWN.items()]
    page = tmp_path / "page.html"
    page.write_text(
        pages["s01"].read_text(encoding="utf-8").replace("</main>", "\n".join(attacks) + "</main>")
    )
    assert Visit(browser, page.as_uri()).ran() == set()
    path = graded_file(graded, "s01")
    kept = path.read_bytes()
    nb = nbformat.reads(kept.decode(), as_version=4)
    skipped = ("![x](attachment", "<meta")  # the first ends nbconvert, the second leaves the page
    nb.cells += [new_markdown_cell(text) for text in attacks if not text.startswith(skipped)]
    nbformat.write(nb, path)
    try:
        visit = Visit(browser, *formgrader_address(f"submissions/{submission_id(graded, 's01')}/"))
    finally:
        path.write_bytes(kept)
    assert visit.ran() == set()
    assert visit.elsewhere() == []
    assert visit.refused


def test_stock_pages_would_run_the_attacks(browser, graded, hostile, tmp_path):
    """The control: what the tests above look for does happen where nothing is cleaned."""
    chapter = find_chapter(SLUG)
    nb = nbformat.read(graded.root / "submitted" / "s01" / SLUG / chapter.file_name, as_version=4)
    templates = Path(formgrader.__file__).parent / "templates"
    styles = Path(formgrader.__file__).parent / "static" / "node_modules" / "bootstrap" / "dist" / "css"
    exporter = HTMLExporter(
        template_name="feedback", extra_template_basedirs=[str(templates)], extra_template_paths=[str(styles)]
    )
    for cell in nb.cells:
        cell.metadata.pop("nbgrader", None)
    nb.cells = [
        c for c in nb.cells if not c.source.startswith(("![x](attachment", "<meta", "</div>", "<base"))
    ]
    about = {"notebook": "n", "score": 0.0, "max_score": 0.0, "late_penalty": 0.0}
    html, _ = exporter.from_notebook_node(nb, {"nbgrader": about, "inlining": {"css": []}})
    page = tmp_path / "stock.html"
    page.write_text(html, encoding="utf-8")
    visit = Visit(browser, page.as_uri())
    assert {"script", "image", "svg", "details", "written"} <= visit.ran()
    assert visit.title == "owned"
    assert any("x.example" in url for url in visit.elsewhere())
    assert visit.active()
