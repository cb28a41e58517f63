"""The authoring commands: ``python -m crmlab.authoring build`` and ``check``."""

import argparse
import sys

from crmlab.authoring.build import build, checkout


def main(arguments=None):
    """Run an authoring command and return its exit status.

    Parameters
    ----------
    arguments : list of str, optional
        By default those of the command line.

    Returns
    -------
    int
        0 if all is well, 1 if something is out of date or a gate found a fault.
    """
    parser = argparse.ArgumentParser(
        prog="python -m crmlab.authoring", description="Build and check the course."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    build_command = commands.add_parser(
        "build",
        help="write notebooks/, solutions/, the glossary, the page of claims and the compiled translations",
    )
    build_command.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if a file is out of date"
    )
    check_command = commands.add_parser("check", help="run all gates; one line a finding")
    check_command.add_argument("slug", nargs="?", help="one chapter only")
    options = parser.parse_args(arguments)
    return _build(options.check) if options.command == "build" else _check(options.slug)


def _build(check):
    root = checkout()
    stale = build(root, check)
    for path in stale:
        print(f"{'out of date: ' if check else 'wrote '}{path.relative_to(root)}")
    if check and stale:
        print("run: python -m crmlab.authoring build")
    return int(bool(check and stale))


def _check(slug):
    from crmlab.authoring.gates import check_chapters

    findings = check_chapters([slug] if slug else None)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings" if findings else "all gates pass")
    return int(bool(findings))


if __name__ == "__main__":
    sys.exit(main())
