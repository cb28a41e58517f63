"""Every interactive, how a notebook shows it and what the browser tests and the bench do with it.

A new widget gets one line here.
"""

from dataclasses import dataclass

import nbformat

SETUP = """
from crmlab import datasets, scales, widgets
survey = {"quality": ["tq1", "tq2"], "cost": ["sc1", "sc2", "sc3", "sc4"], "loyalty": ["lo1", "lo2"]}
people = scales.score(datasets.load("investment_clients"), survey)
"""


@dataclass(frozen=True)
class Example:
    """One widget in the test notebook.

    Attributes
    ----------
    code : str
        Makes it; SETUP has run.
    control : str
        A number among its settings that the tests type into.
    typed : str
        What they type there: another value than it starts with, as a reader would write it.
    fitted : bool
        Whether a model is fitted at each change (it may then take 150 ms, not 100).
    """

    code: str
    control: str
    typed: str
    fitted: bool = False


EXAMPLES = {
    "clv_conventions": Example("widgets.clv_conventions()", "stay", "８５,５ %"),
    "leaky_bucket": Example("widgets.leaky_bucket()", "stay", "８５,５ %"),
    "gap_explorer": Example("widgets.gap_explorer()", "change", "０,５"),
    "overbooking": Example("widgets.overbooking()", "oversold", "１１"),
    "loyalty_grid": Example("widgets.loyalty_grid()", "attitude_cut", "3,5"),
    "pairwise_weights": Example("widgets.pairwise_weights()", "p24", "５"),
    "points_programme": Example("widgets.points_programme()", "start", "1,400"),
    "prime_price": Example("widgets.prime_price()", "leave", "7,5 %"),
    "recapture": Example("widgets.recapture()", "come", "７５ %"),
    "relationship_level": Example("widgets.relationship_level()", "margin", "２５０"),
    "retention_lift": Example("widgets.retention_lift()", "stay", "85.5"),
    "rfm_slicer": Example("widgets.rfm_slicer()", "letters", "８００"),
    "satisfaction_trap": Example(
        'widgets.satisfaction_trap(people[people["cost"] >= 1.25], "quality", "cost", "loyalty")', "at", "2,5"
    ),
    "satisfied_defectors": Example("widgets.satisfied_defectors()", "among", "62"),
    "services_lock_in": Example("widgets.services_lock_in()", "loss", "3,5"),
    "stage_flow": Example("widgets.stage_flow()", "points", "1,5"),
    "survey_noise": Example("widgets.survey_noise()", "answers", "1,000"),
    "switching_cost_calculator": Example("widgets.switching_cost_calculator()", "saving", "１２,５"),
}


def notebook():
    """Return a notebook with a cell for each widget, of its name, and an empty last one, ``last``."""
    cells = [("setup", SETUP)]
    cells += [(name, f"{name} = {example.code}\n{name}") for name, example in EXAMPLES.items()]
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source, id=name) for name, source in [*cells, ("last", "")]],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    )
    return made


def make_all():
    """Return the same widgets in this process, by name."""
    space = {}
    exec(SETUP, space)
    return {name: eval(example.code, space) for name, example in EXAMPLES.items()}
