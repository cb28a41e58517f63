"""The teaching note holds what the instructor needs, taken from the chapter's source."""

from crmlab.authoring.source import read_chapter
from crmlab.authoring.teaching import teaching_note
from crmlab.grading.keys import items


def test_every_slip_scheme_and_note_of_the_chapter_is_in_it():
    chapter = read_chapter("switching_costs")
    note = teaching_note(chapter)
    for name, item in items(chapter).items():
        assert f"**{name}**" in note
        assert all(slip.message in note for slip in item.slips.values())
    assert all(cell.source in note for cell in chapter.cells if cell.kind == "note")
    assert "1 point: one clear recommendation" in note
    assert "BEGIN MARK SCHEME" not in note
    points = sum(cell.points for cell in (*chapter.graded, *chapter.written))
    assert f"{points:g} points" in note
