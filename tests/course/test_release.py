import json

import nbformat
import pytest

from crmlab.authoring import build
from crmlab.course import CrmlabError, proof
from crmlab.course import release as release_module
from crmlab.course.folder import Course
from crmlab.course.intake import collect
from crmlab.course.release import forbidden, leaks, release
from crmlab.course.simulated import fill, worked_answers

SLUG = "switching_costs"


def test_the_release_holds_the_notebook_and_the_public_course_file(template, chapter):
    folder = template.root / "release" / SLUG
    assert sorted(p.name for p in folder.iterdir()) == [chapter.file_name, "crmlab-course.json"]
    assert (folder / "crmlab-course.json").read_bytes() == template.public_file()


def test_nothing_secret_is_released(template, chapter):
    kinds = {kind.split()[0] for kind, _ in forbidden(chapter)}
    assert {"marker", "hint", "slip", "mark"} <= kinds
    assert leaks(chapter, template.root / "release") == []
    assert leaks(chapter, template.root / "source") != []


def test_a_leak_takes_the_release_back(course, chapter, monkeypatch):
    hint = next(text for kind, text in forbidden(chapter) if kind.startswith("hint"))
    honest = build.nbgrader_notebook

    def leaky(of):
        nb = honest(of)
        nb.cells[0].source += f"\n\n{hint}"
        return nb

    monkeypatch.setattr(build, "nbgrader_notebook", leaky)
    with pytest.raises(CrmlabError, match="must not see"):
        release(course, SLUG)
    assert not (course.root / "release" / SLUG).exists()


def test_releasing_again_changes_nothing(course, chapter):
    path = course.root / "release" / SLUG / chapter.file_name
    before = json.loads(path.read_text(encoding="utf-8"))
    release(course, SLUG)
    assert json.loads(path.read_text(encoding="utf-8")) == before


def test_graded_cells_may_not_change_after_students_handed_in(course, inbox, released, chapter, monkeypatch):
    (inbox / "s01.ipynb").write_text(json.dumps(released), encoding="utf-8")
    collect(course, SLUG, inbox)
    release(course, SLUG)
    honest = build.nbgrader_notebook

    def dearer(of):
        nb = honest(of)
        next(c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade")).metadata.nbgrader.points += 1
        return nb

    before = (course.root / "source" / SLUG / chapter.file_name).read_bytes()
    monkeypatch.setattr(build, "nbgrader_notebook", dearer)
    with pytest.raises(CrmlabError, match="graded cells have changed"):
        release(course, SLUG)
    assert (course.root / "source" / SLUG / chapter.file_name).read_bytes() == before


def test_a_replaced_seed_enters_with_the_next_release(course):
    (course.root / "roster.csv").write_text("id,seed\ns01,second draw\n")
    release(course, SLUG)
    now = Course.open(course.root)
    assert now.public_info().seed_label("s01") == "second draw"
    public = (course.root / "release" / SLUG / "crmlab-course.json").read_text()
    assert "second draw" in public
    assert "s01" not in public


@pytest.mark.parametrize(
    ("slug", "says"), [("switching-costs", "did you mean 'switching_costs'"), ("qqq", "the course has: ")]
)
def test_an_unknown_chapter(course, slug, says):
    with pytest.raises(CrmlabError, match=says):
        release(course, slug)


def test_nbgrader_failing_is_one_sentence(course, monkeypatch):
    monkeypatch.setattr(release_module, "last_line", lambda log: "SomeError: said")
    monkeypatch.setattr(Course, "run_nbgrader", lambda self, step, *given: "a log")
    with pytest.raises(CrmlabError, match="could not release switching_costs: SomeError: said"):
        release(course, SLUG)


def test_the_teaching_note_lies_in_the_course_and_not_in_the_release(template):
    note = template.root / "teaching" / f"{SLUG}.md"
    assert "mark scheme" in note.read_text(encoding="utf-8").casefold()
    assert not list((template.root / "release").rglob("*.md"))


def test_a_release_whose_worked_answer_is_not_right_is_refused(course, chapter, monkeypatch):
    wrong = {**worked_answers(chapter), "learning_alpha": "learning_alpha = 0.0"}
    monkeypatch.setattr(proof, "worked_answers", lambda of: wrong)
    with pytest.raises(CrmlabError, match="worked answer to 'learning_alpha' earns 0 of"):
        release(course, SLUG)
    assert not (course.root / "release" / SLUG).exists()


def test_where_nothing_can_be_graded_the_release_says_so(course, monkeypatch):
    def refuse(guarded):
        raise CrmlabError("no seal here")

    monkeypatch.setattr(proof, "choose", refuse)
    released = release(course, SLUG)
    assert released.notebook.exists()
    assert released.summary().endswith("Its grading was not tried out: no seal here.")


def test_a_blank_that_earns_points_is_refused(course, chapter, tmp_path):
    path = course.root / "release" / SLUG / chapter.file_name
    filled = tmp_path / "filled.ipynb"
    nbformat.write(fill(nbformat.read(path, as_version=4), worked_answers(chapter)), filled)
    with pytest.raises(CrmlabError, match="points for a blank"):
        proof.prove(course, chapter, filled)
