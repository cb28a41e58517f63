"""The wheel is a whole course: built, installed in a fresh environment and run far from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

IN_WHEEL = {"src/chapters": "chapters", "docs/references.bib": "docs/references.bib"} | {
    folder: folder for folder in ("casebook", "datasets", "notebooks", "solutions")
}


def run(command, folder, **settings):
    """Run a command in a folder; on failure show what it printed."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV", "CRMLAB"))}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=clean | settings,
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(clean_copy, tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--outdir", out, "."], clean_copy)
    (built,) = out.glob("crmlab-*.whl")
    return built


def test_wheel_carries_the_content_of_the_checkout(wheel, committed):
    wanted = set()
    for path in committed:
        for source, target in IN_WHEEL.items():
            if path.is_relative_to(source):
                wanted.add((Path("crmlab/_content") / target / path.relative_to(source)).as_posix())
        if path.is_relative_to("src/crmlab"):
            wanted.add(path.relative_to("src").as_posix())
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("crmlab/")}
    assert packed == wanted
    for needed in ("chapters/toc.yml", "chapters/switching_costs.py", "docs/references.bib"):
        assert f"crmlab/_content/{needed}" in packed
    for folder in ("datasets/", "notebooks/", "solutions/"):
        assert any(name.startswith(f"crmlab/_content/{folder}") for name in packed), f"{folder} is empty"


def test_wheel_carries_the_licences_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (entry_points,) = [archive.read(n).decode() for n in names if n.endswith("entry_points.txt")]
    for licence in ("LICENSE", "LICENSE-text", "LICENSE-data"):
        assert any(name.endswith(f"licenses/{licence}") for name in names)
    assert "crmlab = crmlab.cli:main" in entry_points


def test_demo_runs_from_an_installed_wheel(wheel, root, tmp_path):
    environment, empty, home = (tmp_path / name for name in ("env", "empty", "home"))
    empty.mkdir()
    home.mkdir()
    run([sys.executable, "-m", "venv", environment], tmp_path)
    python = environment / "bin" / "python"
    run([python, "-m", "pip", "install", "--quiet", "-c", root / "constraints.txt", wheel], tmp_path)

    imported = Path(run([python, "-c", "import crmlab; print(crmlab.__file__)"], empty).strip())
    assert imported.is_relative_to(environment)
    at_home = {
        "HOME": str(home),
        "PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    printed = run([environment / "bin" / "crmlab", "demo", "--students", "3"], empty, **at_home)
    assert printed.strip()
    assert str(root) not in printed, "the demo reached back into the checkout"
