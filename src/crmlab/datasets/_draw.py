"""Drawing the data of one student: which generator, which seed, and the guards."""

from importlib import import_module

import numpy as np

from crmlab.identity import seed_words

GENERATORS = {
    ("agent_report", 1): "crmlab.datasets._agent_report",
    ("distributor_accounts", 1): "crmlab.datasets._distributor_accounts",
    ("bank_branches", 1): "crmlab.datasets._bank_branches",
    ("driver_judgements", 1): "crmlab.datasets._driver_judgements",
    ("failures_assumptions", 1): "crmlab.datasets._failures_assumptions",
    ("household_panel", 1): "crmlab.datasets._household_panel",
    ("investment_clients", 1): "crmlab.datasets._investment_clients",
    ("mobile_subscribers", 1): "crmlab.datasets._mobile_subscribers",
    ("telecom_base", 1): "crmlab.datasets._telecom_base",
    ("telecom_waves", 1): "crmlab.datasets._telecom_waves",
    ("partner_survey", 1): "crmlab.datasets._partner_survey",
    ("prime_assumptions", 1): "crmlab.datasets._prime_assumptions",
    ("service_encounters", 1): "crmlab.datasets._service_encounters",
    ("services_assumptions", 1): "crmlab.datasets._services_assumptions",
    ("shelf_assumptions", 1): "crmlab.datasets._shelf_assumptions",
    ("shop_campaign", 1): "crmlab.datasets._shop_campaign",
    ("shop_events", 1): "crmlab.datasets._shop_events",
}
LATEST = {name: max(v for n, v in GENERATORS if n == name) for name, _ in GENERATORS}
ATTEMPTS = 50


def generator(name, version):
    """Return the module that simulates a version of a data set."""
    if (name, version) not in GENERATORS:
        known = ", ".join(str(v) for n, v in sorted(GENERATORS) if n == name)
        raise ValueError(
            f"The course asks for version {version} of the data set {name!r}, but this crmlab has {known}: "
            "install the version of crmlab that your course names"
        )
    return import_module(GENERATORS[name, version])


def draw(name, student):
    """Draw a student's data: the first attempt that passes the guards of the generator.

    Parameters
    ----------
    name : str
        A simulated data set.
    student : crmlab.identity.Student
        Whose data; the student's course may keep an older version of the generator.

    Returns
    -------
    frame : pandas.DataFrame
        The data.
    version : int
        The version of the generator that drew them.
    """
    version = student.course.generators.get(name, LATEST[name])
    module = generator(name, version)
    for attempt in range(ATTEMPTS):
        words = seed_words(student.course.salt, f"{student.seed_label}|{name}|{version}|{attempt}")
        frame = module.simulate(np.random.RandomState(words))
        if not module.guards(frame):
            return frame, version
    raise RuntimeError(
        f"No draw of {name!r} for student {student.id!r} passed its guards in {ATTEMPTS} attempts: "
        "ask the instructor to replace the seed of this student"
    )
