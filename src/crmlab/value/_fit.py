"""Maximum likelihood over positive parameters, carried to the optimum; shared by the purchase models."""

import warnings
from collections import namedtuple

import numpy as np

Fit = namedtuple("Fit", "parameters log_likelihood standard_errors")

_WIDEST = 12.0  # furthest a log parameter may move from its start before we say it ran away


def maximise(log_likelihood, gradient, start, names):
    """Find the positive parameters of greatest likelihood.

    Works on logarithms: a quasi-Newton search brings us near, Newton steps finish.

    Parameters
    ----------
    log_likelihood : callable
        Parameters, shape (k,), to a number.
    gradient : callable
        Parameters to the derivatives of `log_likelihood` by the *logarithms* of the parameters, shape (k,).
    start : sequence of float
        First guess, all above zero.
    names : sequence of str
        Names of the parameters, for messages.

    Returns
    -------
    Fit
        `parameters`, `log_likelihood` and `standard_errors` (delta method, from the curvature).

    Warns
    -----
    UserWarning
        If the likelihood has no interior maximum: the data do not determine the parameters.
    """
    from scipy.optimize import minimize

    origin = np.log(np.asarray(start, dtype=float))

    def objective(logs):
        value = log_likelihood(np.exp(logs))
        return -value if np.isfinite(value) else 1e300

    found = minimize(
        objective,
        origin,
        jac=lambda logs: -np.nan_to_num(gradient(np.exp(logs))),
        method="L-BFGS-B",
        bounds=[(value - _WIDEST, value + _WIDEST) for value in origin],
        options={"maxiter": 1000, "ftol": 1e-13, "gtol": 1e-7},
    )
    logs, best = found.x, -found.fun
    escaped = np.abs(logs - origin) > _WIDEST - 0.5
    if not escaped.any():
        for _ in range(25):
            step = np.linalg.lstsq(_curvature(gradient, logs), -gradient(np.exp(logs)), rcond=None)[0]
            value = log_likelihood(np.exp(logs + step))
            if not value >= best or np.abs(step).max() > 1:
                break
            logs, best = logs + step, value
            if np.abs(step).max() < 1e-9:
                break
    information = -_curvature(gradient, logs)
    parameters = np.exp(logs)
    spread = np.linalg.eigvalsh(information)
    unfinished = not np.abs(gradient(parameters)).max() <= 1e-6 * (1 + abs(best))
    if escaped.any() or unfinished or not spread.min() > 1e-9 * spread.max():
        which = [name for name, gone in zip(names, escaped, strict=True) if gone] or list(names)
        warnings.warn(
            f"the likelihood has no clear maximum in {', '.join(which)}: customers differ too little, or "
            "are too "
            "few, to tell these parameters; do not read them one by one.",
            stacklevel=3,
        )
        errors = np.full(len(parameters), np.nan)
    else:
        errors = parameters * np.sqrt(np.diag(np.linalg.inv(information)))
    return Fit(tuple(float(value) for value in parameters), float(best), tuple(float(e) for e in errors))


def numerical_gradient(log_likelihood, step=1e-4):
    """Make a function that gives the derivatives by the log parameters (central differences)."""

    def gradient(parameters):
        slopes = []
        for position in range(len(parameters)):
            factor = np.ones(len(parameters))
            factor[position] = np.exp(step)
            rise = log_likelihood(parameters * factor) - log_likelihood(parameters / factor)
            slopes.append(rise / (2 * step))
        return np.array(slopes)

    return gradient


def plain(values):
    """Return a number as a float, and leave arrays as they are."""
    return float(values) if np.ndim(values) == 0 else values


def _curvature(gradient, logs, step=1e-4):
    columns = []
    for position in range(len(logs)):
        shift = np.zeros(len(logs))
        shift[position] = step
        columns.append((gradient(np.exp(logs + shift)) - gradient(np.exp(logs - shift))) / (2 * step))
    matrix = np.array(columns)
    return (matrix + matrix.T) / 2
