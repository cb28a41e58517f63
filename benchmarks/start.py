"""What `import crmlab` costs beside `import pandas`, each in a fresh process."""

import subprocess
import sys
from statistics import median

from timing import Row

TIMED = "from time import process_time as t; a = t(); import {}; print(t() - a)"
LOADED = (
    "import sys, crmlab; print(sum(name.partition('.')[0] in {'numpy', 'pandas'} for name in sys.modules))"
)


def measure(quick):
    rounds = 2 if quick else 11
    run("import pandas, crmlab; print(0)")  # compiled files and disk caches in place
    pairs = [[run(TIMED.format(name)) for name in ("crmlab", "pandas")] for _ in range(rounds)]
    return [
        Row(
            what="import crmlab",
            size="fresh process",
            seconds=median(a for a, _ in pairs),
            peer="import pandas",
            peer_seconds=median(b for _, b in pairs),
            ratio=median(a / b for a, b in pairs),
            unit="of the time of import pandas",
            target=0.1,
            at_least=False,
            note=f"modules of numpy and pandas loaded by it: {run(LOADED):.0f}",
        )
    ]


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)
