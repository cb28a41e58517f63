"""Python runs this at start-up when its folder is on PYTHONPATH: a kernel then reads chapters from the zoo.

The variable ZOO names a folder with toc.yml and chapters; what is not there comes from the course.
"""

import os
from pathlib import Path

from crmlab import content

_of_the_course = content.path


def path(*parts):
    """Look in the zoo first."""
    in_zoo = Path(os.environ["ZOO"], *parts[1:])
    return in_zoo if parts[0] == "chapters" and len(parts) > 1 and in_zoo.exists() else _of_the_course(*parts)


content.path = path
