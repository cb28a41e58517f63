"""Clients of an investment adviser: quality, expertise, switching costs and loyalty. Version 1."""

import numpy as np
import pandas as pd

from crmlab.datasets._survey import alpha, answers, codes, happens, least_squares, normal

VERSION = 1
N = 1200

EFFECTS = {
    "technical": 0.21,
    "functional": 0.36,
    "expertise": 0.08,
    "switching": 0.18,
    "technical_x_expertise": 0.15,
    "functional_x_expertise": -0.14,
    "technical_x_switching": -0.14,
    "functional_x_switching": 0.0,
    "technical_x_expertise_x_switching": -0.13,
    "functional_x_expertise_x_switching": 0.0,
}
SPREAD = 0.48
ITEMS = {
    "tq": {"construct": "technical", "means": (4.9, 4.7, 5.0, 4.8), "loading": 1.05, "noise": 0.80},
    "fq": {"construct": "functional", "means": (5.1, 4.9, 5.0, 4.7), "loading": 1.05, "noise": 0.80},
    "ex": {"construct": "expertise", "means": (4.4, 4.6, 4.8, 4.5), "loading": 1.10, "noise": 0.85},
    "sc": {"construct": "switching", "means": (4.6, 4.4, 4.7, 4.5), "loading": 1.15, "noise": 0.85},
    "lo": {"construct": "loyalty", "means": (4.8, 4.6, 4.9, 4.5), "loading": 1.15, "noise": 0.70},
}
REVERSED = ("ex3",)

LOG_ODDS = {
    "stayed_next_year": {"constant": 1.4, "loyalty": 1.1, "switching": 0.9},
    "would_leave_if_free": {"constant": -1.1, "loyalty": -1.4},
}
TRUTH = {
    "simulated": True,
    "version": VERSION,
    "n": N,
    "note": (
        "Simulated. The signs of the effects follow the hypotheses of Bell, Auh and Smalley (2005) as far as "
        "their abstract states them. The sizes are ours. The abstract says that six of eight hypotheses were "
        "supported, not which; which six are present here is our choice."
    ),
    "effects_on_latent_loyalty_per_sd": EFFECTS,
    "expertise_x_switching": 0.0,
    "present": [
        "H1 technical",
        "H2 functional",
        "H3 technical_x_expertise",
        "H4 functional_x_expertise",
        "H5 technical_x_switching",
        "H7 technical_x_expertise_x_switching",
    ],
    "absent": ["H6 functional_x_switching", "H8 functional_x_expertise_x_switching"],
    "residual_sd_of_loyalty": SPREAD,
    "correlation_technical_functional": 0.35,
    "effect_of_log_tenure_z": {"expertise": 0.20, "switching": 0.25},
    "log_odds": LOG_ODDS,
    "log_tenure_years": {"mean": 1.9, "sd": 0.7},
    "log_annual_fee_eur": {"mean": 6.95, "sd": 0.55},
    "items": ITEMS,
    "reversed_items": list(REVERSED),
}


def simulate(rng):
    """Draw one set of clients.

    Parameters
    ----------
    rng : numpy.random.RandomState
        The stream to draw from.

    Returns
    -------
    pandas.DataFrame
        1,200 rows, the columns of the schema.
    """
    z_tenure = normal(rng, N)
    tenure = np.clip(np.floor(2 * np.round(np.exp(1.9 + 0.7 * z_tenure), 6) + 0.5) / 2, 0.5, 40)
    fee = np.clip(np.round(np.exp(6.95 + 0.55 * normal(rng, N)), 2), 300, 4000)
    technical = normal(rng, N)
    functional = 0.35 * technical + 0.94 * normal(rng, N)
    expertise = 0.20 * z_tenure + 0.98 * normal(rng, N)
    switching = 0.25 * z_tenure + 0.97 * normal(rng, N)
    latent = {
        "technical": technical,
        "functional": functional,
        "expertise": expertise,
        "switching": switching,
    }
    loyalty = SPREAD * normal(rng, N)
    for term, size in EFFECTS.items():
        product = np.ones(N)
        for name in term.split("_x_"):
            product = product * latent[name]
        loyalty = loyalty + size * product
    latent["loyalty"] = loyalty
    columns = {"client_id": codes("C", N), "tenure_years": tenure, "annual_fee_eur": fee}
    for block, design in ITEMS.items():
        for number, mean in enumerate(design["means"], start=1):
            name = f"{block}{number}"
            columns[name] = answers(
                rng,
                latent[design["construct"]],
                mean,
                design["loading"],
                design["noise"],
                reverse=name in REVERSED,
            )
    columns["stayed_next_year"] = happens(rng, _log_odds("stayed_next_year", latent))
    columns["would_leave_if_free"] = happens(rng, _log_odds("would_leave_if_free", latent))
    return pd.DataFrame(columns)


def _log_odds(outcome, latent):
    """Log odds of an outcome, as LOG_ODDS declares them."""
    sizes = LOG_ODDS[outcome]
    return sizes["constant"] + sum(size * latent[name] for name, size in sizes.items() if name in latent)


def scale_scores(frame):
    """Mean of the four items of each construct, ex3 reversed."""
    items = frame.copy()
    items[list(REVERSED)] = 8 - items[list(REVERSED)]
    return {
        design["construct"]: items[[f"{block}{i}" for i in (1, 2, 3, 4)]].to_numpy().mean(axis=1)
        for block, design in ITEMS.items()
    }


def effect_t_values(scores):
    """HC3 t values of the full three-way model on centred scale scores, by effect."""
    centred = {name: values - values.mean() for name, values in scores.items()}
    terms = list(EFFECTS)
    terms.insert(8, "expertise_x_switching")
    predictors = [np.prod([centred[name] for name in term.split("_x_")], axis=0) for term in terms]
    coefficients, covariance = least_squares(scores["loyalty"], *predictors)
    return dict(zip(terms, coefficients[1:] / np.sqrt(np.diag(covariance)[1:]), strict=True))


def johnson_neyman(scores, critical=1.962):
    """Switching costs (on the 1 to 7 scale) at which the slope of technical quality turns non-significant."""
    technical, switching, functional, expertise = (
        scores[name] - scores[name].mean() for name in ("technical", "switching", "functional", "expertise")
    )
    coefficients, covariance = least_squares(
        scores["loyalty"], technical, switching, technical * switching, functional, expertise
    )
    (b, c), (vb, vc, vbc) = coefficients[[1, 3]], covariance[[1, 3, 1], [1, 3, 3]]
    roots = np.roots([c**2 - critical**2 * vc, 2 * (b * c - critical**2 * vbc), b**2 - critical**2 * vb])
    return np.sort(roots[np.isreal(roots)].real) + scores["switching"].mean()


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
    faults = []
    scores = scale_scores(frame)
    t_values = effect_t_values(scores)
    for term, size in EFFECTS.items():
        if size and term not in ("expertise", "switching") and t_values[term] * np.sign(size) <= 2.2:
            faults.append(f"the effect {term} is not clear (t = {t_values[term]:.2f})")
    boundaries = johnson_neyman(scores)
    inside = boundaries[(boundaries > 1) & (boundaries < 7)]
    if len(inside) != 1 or not 4.5 < inside[0] < 6.7 or (scores["switching"] > inside[0]).mean() < 0.05:
        faults.append(f"technical quality has no usable Johnson-Neyman boundary ({inside})")
    expertise = frame[["ex1", "ex2", "ex3", "ex4"]].to_numpy()
    if alpha(expertise) >= 0.6:
        faults.append("expertise looks reliable although ex3 is not reversed")
    if abs(expertise.mean() / scores["expertise"].mean() - 1) <= 0.02:
        faults.append("the mean of expertise hides that ex3 is not reversed")
    loyal = scores["loyalty"] > np.median(scores["loyalty"])
    if len(set(zip(loyal, frame["stayed_next_year"], strict=True))) < 4:
        faults.append("a cell of loyalty by stayed_next_year is empty")
    return faults
