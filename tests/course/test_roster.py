import pytest

from crmlab.course import CrmlabError
from crmlab.course.roster import read_roster, seeds_of
from crmlab.courseinfo import CourseInfo


@pytest.fixture
def roster(tmp_path):
    def read(content, **options):
        file = tmp_path / "class.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_roster(file, **options)

    return read


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_reads_chinese_names_in_every_usual_form(roster, encoding, delimiter):
    text = "\n".join(
        [delimiter.join(row) for row in [["ID", "First Name", "last_name"], ["S01", "丽", "王"]]]
    )
    found = roster(text.encode(encoding))
    assert [(s.id, s.first_name, s.last_name) for s in found.students] == [("s01", "丽", "王")]
    assert bool(found.note) == (encoding == "gb18030")


def test_full_width_digits_and_spaces_become_one_id(roster):
    assert [s.id for s in roster("id\n  ２０２６００１ \n").students] == ["2026001"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("id,first_name\n", "names no student"),
        ("number,name\n1,Ada\n", "no column 'id'"),
        ("id\ns01\ns02\nS01\n", "'s01' on lines 2 and 4"),
        ("id,first_name\ns01,Ada\n,Bo\n", "line 3"),
        ("id\n" + "x" * 300 + "\n", "300 characters"),
        ("id\n../../etc\n", "line 2"),
        ("id\nada berg\n", "space inside"),
        (b"id\n\xff\xff\xff\n", "neither UTF-8 nor GB18030"),
        (b"id\ns\x0001\n", "line 2"),
    ],
)
def test_a_bad_class_list_is_refused_in_one_sentence(roster, content, says):
    with pytest.raises(CrmlabError, match=says) as caught:
        roster(content)
    assert "\n" not in str(caught.value)
    assert "class.csv" in str(caught.value)


def test_a_class_list_that_is_not_there(tmp_path):
    with pytest.raises(CrmlabError, match="cannot be read"):
        read_roster(tmp_path / "no.csv")


def test_replaced_seeds_do_not_show_the_id(roster):
    info = CourseInfo("c", "salt")
    students = roster("id,seed\ns01,second draw\ns02,\n").students
    seeds = seeds_of(students, info)
    assert CourseInfo("c", "salt", {}, seeds).seed_label("s01") == "second draw"
    assert "s01" not in str(seeds)
    assert len(seeds) == 1
