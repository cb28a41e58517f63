import json
import subprocess
import sys

import pytest

from crmlab import cli, doctor

SLUG = "switching_costs"


@pytest.fixture
def run(capsys):
    def run(*arguments):
        code = cli.main(list(map(str, arguments)))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


@pytest.fixture
def here(course, monkeypatch):
    monkeypatch.chdir(course.root)
    return course


def test_a_course_from_the_command_line(run, tmp_path, monkeypatch):
    (tmp_path / "class.csv").write_text("id,last_name\ns01,王\n", encoding="gb18030")
    code, out, err = run("course", "new", tmp_path / "crm", "--roster", tmp_path / "class.csv", "--json")
    report = json.loads(out)
    assert (code, err, report["students"]) == (0, "", 1)
    assert "GB18030" in report["note"]
    assert (tmp_path / "crm" / "roster.csv").read_bytes() == (tmp_path / "class.csv").read_bytes()
    monkeypatch.chdir(tmp_path / "crm")
    code, out, err = run("release", SLUG)
    assert (code, err) == (0, "")
    assert "switching_costs is released" in out


def test_collect_reports_and_fails_when_a_person_is_needed(run, here, inbox):
    (inbox / "s01.ipynb").write_text("half")
    (inbox / "who.ipynb").write_text("half")
    code, out, _ = run("collect", SLUG, inbox)
    assert code == 1
    assert "s01: needs a person (the file is not a notebook" in out
    assert "s02: missing" in out
    assert "who.ipynb: no id of the class list" in out
    report = json.loads(run("collect", SLUG, inbox, "--json")[1])
    assert report["states"]["s01"][0] == "needs a person"
    assert run("export", SLUG)[0] == 0
    lines = (here.root / "scores_switching_costs.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["release", "switchingcosts"], "did you mean 'switching_costs'"),
        (["grade", SLUG], "nobody has handed in"),
        (["grade", SLUG, "--student", "a b"], "space inside"),
        (["feedback", SLUG], "no submission"),
        (["collect", SLUG, "nowhere"], "not a folder"),
        (["export", SLUG, "--to", "no/such/folder/scores.csv"], "cannot write in"),
        (["course", "new", "."], "not empty"),
        (["demo", "--students", "99"], "1 to 12"),
    ],
)
def test_what_goes_wrong_is_one_sentence(run, here, arguments, says):
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert says in err
    assert err.startswith("crmlab: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [["release"], ["grade"], ["feedback"], ["export"]])
def test_outside_a_course(run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(*command, SLUG)
    assert code == 1
    assert "not a crmlab course folder" in err


def test_the_notebooks_are_laid_out_once_and_never_overwritten(tmp_path, chapter):
    folder = cli.prepare_notebooks(tmp_path / "work")
    mine = folder / chapter.file_name
    assert json.loads(mine.read_text(encoding="utf-8"))["cells"]
    mine.write_text("my work")
    cli.prepare_notebooks(folder)
    assert mine.read_text() == "my work"


def test_lab_starts_jupyter_in_the_working_folder(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr(cli.subprocess, "call", lambda command, cwd: started.append((command, cwd)) or 0)
    assert cli.main(["lab", str(tmp_path / "work"), "--no-browser"]) == 0
    ((command, cwd),) = started
    assert command[:3] == [sys.executable, "-m", "jupyterlab"]
    assert cwd == tmp_path / "work"


@pytest.mark.parametrize(("failures", "code"), [([], 0), (["s3: boundary"], 1)])
def test_stress_reports_what_it_found(run, monkeypatch, failures, code):
    from crmlab import stress

    report = stress.StressReport(SLUG, 3, 9, 100, 0, failures)
    monkeypatch.setattr(stress, "stress", lambda slug, n, progress: report)
    found, out, err = run("stress", SLUG, "-n", "3")
    assert (found, err) == (code, "")
    assert out == "\n".join([*failures, report.summary()]) + "\n"


def test_doctor_finds_this_installation_fit(run, here):
    code, out, _ = run("doctor")
    assert code == 0
    assert "✗" not in out
    assert f"in {here.root}" in out


def test_doctor_names_the_cure(run, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "PACKAGES", ("no-such-package-of-ours",))
    code, out, _ = run("doctor")
    assert code == 1
    assert (
        "✗ no-such-package-of-ours: not installed; run: python -m pip install no-such-package-of-ours" in out
    )
    assert "○ course folder: none here" in out


def test_doctor_sees_a_damaged_course(run, here):
    (here.root / "course.json").write_text("{")
    code, out, _ = run("doctor")
    assert code == 1
    assert "✗ course folder" in out


def test_the_program_itself_ends_without_a_traceback(tmp_path):
    command = [
        sys.executable,
        "-c",
        "import sys; from crmlab.cli import main; sys.exit(main(['grade', 'x']))",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_importing_the_command_line_is_cheap():
    heavy = ("pandas", "numpy", "nbgrader", "nbformat")
    code = f"import sys, crmlab.cli; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
