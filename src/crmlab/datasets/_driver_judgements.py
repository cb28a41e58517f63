"""Judgements in pairs of four managers on what drives satisfaction, one entered upside down. Version 1."""

from itertools import combinations

import numpy as np
import pandas as pd

from crmlab.datasets._survey import normal

VERSION = 1
MANAGERS = ("sales", "technology", "service", "finance")
DRIVERS = ("network", "help", "money", "app")
PAIRS = tuple(combinations(range(len(DRIVERS)), 2))
LOG_WEIGHTS = (1.00, 0.45, 0.15, -0.75)
SPREAD_OF_PANELS, SPREAD_OF_MANAGERS = 0.25, 0.30
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": len(MANAGERS) * len(PAIRS),
    "note": "Simulated; the sizes are ours. One entry of one manager is turned upside down.",
    "log_weights_around_which_panels_vary": dict(zip(DRIVERS, LOG_WEIGHTS, strict=True)),
    "sd_between_panels_and_of_a_judgement": [SPREAD_OF_PANELS, SPREAD_OF_MANAGERS],
    "reversed_items": [],
}


def simulate(rng):
    """Draw one panel.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        24 rows, the columns of the schema.
    """
    weights = np.array(LOG_WEIGHTS) + SPREAD_OF_PANELS * normal(rng, len(DRIVERS))
    rows = []
    for manager in MANAGERS:
        for i, j in PAIRS:
            log = weights[i] - weights[j] + SPREAD_OF_MANAGERS * normal(rng, 1)[0]
            times = int(np.clip(np.floor(np.round(np.exp(abs(log)), 6) + 0.5), 1, 9))
            above, below = (DRIVERS[i], DRIVERS[j]) if log >= 0 else (DRIVERS[j], DRIVERS[i])
            said = f"{above} counts {times} times as much as {below}" if times > 1 else "both count the same"
            rows.append((manager, DRIVERS[i], DRIVERS[j], float(times) if log >= 0 else 1 / times, said))
    frame = pd.DataFrame(rows, columns=["manager", "first", "second", "times", "minutes"])
    far = np.flatnonzero(np.maximum(frame["times"], 1 / frame["times"]) >= 2.9)
    chosen = int(far[min(int(len(far) * np.round(rng.random_sample(), 6)), len(far) - 1)])
    frame.loc[chosen, "times"] = 1 / frame.loc[chosen, "times"]
    frame.insert(0, "judgement_id", [f"J{number:02d}" for number in range(1, len(frame) + 1)])
    return frame.assign(times=frame["times"].round(10))


def repaired(frame):
    """The judgements as the minutes have them, and the rows in which they differ from the entries."""
    spoken = []
    for first, minutes in zip(frame["first"], frame["minutes"], strict=True):
        words = minutes.split()
        if words[0] == "both":
            spoken.append(1.0)
        else:
            spoken.append(float(words[2]) if words[0] == first else 1 / float(words[2]))
    spoken = np.array(spoken)
    return spoken, np.flatnonzero(np.abs(spoken - frame["times"].to_numpy()) > 1e-6)


def weights(times):
    """Weights of the drivers from six judgements, and their consistency ratio."""
    matrix = np.ones((len(DRIVERS), len(DRIVERS)))
    for (i, j), value in zip(PAIRS, times, strict=True):
        matrix[i, j], matrix[j, i] = value, 1 / value
    values, vectors = np.linalg.eig(matrix)
    first = np.argmax(values.real)
    vector = np.abs(vectors[:, first].real)
    return vector / vector.sum(), (values[first].real - 4) / 3 / 0.90


def guards(frame):
    """Say what makes a draw unfit for the course.

    Parameters
    ----------
    frame : pandas.DataFrame
        One draw.

    Returns
    -------
    list of str
        One sentence each; empty when the draw is fine.
    """
    entered = frame["times"].to_numpy().reshape(len(MANAGERS), len(PAIRS))
    spoken, wrong = repaired(frame)
    spoken = spoken.reshape(entered.shape)
    if len(wrong) != 1:
        return [f"{len(wrong)} entries differ from the minutes, not one"]
    faults = []
    ratios = np.array([weights(row)[1] for row in entered])
    if max(weights(row)[1] for row in spoken) > 0.09 or (ratios > 0.10).sum() != 1 or ratios.max() < 0.11:
        faults.append("the consistency ratios do not point at one manager")
    right = weights(np.exp(np.log(spoken).mean(axis=0)))[0]
    others = {
        "as entered": weights(np.exp(np.log(entered).mean(axis=0)))[0],
        "without the manager": weights(
            np.exp(np.log(np.delete(entered, wrong[0] // len(PAIRS), axis=0)).mean(axis=0))
        )[0],
        "arithmetic means": weights(spoken.mean(axis=0))[0],
    }
    for name, other in others.items():
        if np.abs(other - right).max() <= 0.0045:
            faults.append(f"the weights {name} are nearly the right ones")
    for (one, weights_one), (other, weights_other) in combinations(others.items(), 2):
        if np.abs(weights_one - weights_other).max() <= 0.0045:
            faults.append(f"the weights {one} are nearly those {other}")
    return faults
