"""Maximum likelihood for factor models in one or several groups, on means and covariances.

In each group the covariance is ``L P L' + T`` and the mean ``v + L a``, with loadings L, latent covariances
P, residual covariances T, intercepts v and latent means a. The search starts with Fisher scoring and goes on
with BFGS steps, all on analytic derivatives. The divisor of covariances is n.
"""

from dataclasses import dataclass

import numpy as np

_SCORING_STEPS = 3
_NOT_SETTLED = (
    "the factor model did not settle on a solution; name first in each factor an item that correlates with "
    "the others, leave out items that do not, or get more rows."
)


@dataclass
class Sample:
    """Covariance (divisor n), its log determinant, mean and size of one group."""

    covariance: np.ndarray
    log_det: float
    mean: np.ndarray
    n: int


@dataclass
class Model:
    """Parameter matrices of each group and where the free parameters sit in them.

    Attributes
    ----------
    groups : list of dict
        The matrices ``loadings``, ``latent``, ``residual``, ``intercepts`` and ``means`` (the last two are
        columns) of each group; entries that are not free keep their value.
    cells : list of dict
        For each group and matrix name three integer arrays: rows, columns and parameter numbers. A number
        that stands in several groups is one parameter, equal in all of them.
    n_free : int
        Number of parameters.
    """

    groups: list
    cells: list
    n_free: int

    def set(self, theta):
        """Put the parameters into the matrices."""
        for group, cells in zip(self.groups, self.cells, strict=True):
            for name, (rows, columns, numbers) in cells.items():
                group[name][rows, columns] = theta[numbers]
                if name in ("latent", "residual"):
                    group[name][columns, rows] = theta[numbers]

    def get(self):
        """Read the parameters from the matrices."""
        theta = np.empty(self.n_free)
        for group, cells in zip(self.groups, self.cells, strict=True):
            for name, (rows, columns, numbers) in cells.items():
                theta[numbers] = group[name][rows, columns]
        return theta


def implied(group):
    """Model covariance and mean of one group."""
    loadings = group["loadings"]
    covariance = loadings @ group["latent"] @ loadings.T + group["residual"]
    return covariance, (group["intercepts"] + loadings @ group["means"])[:, 0]


def fit(samples, model, max_steps=500):
    """Find the maximum of the likelihood; the model holds it afterwards.

    Returns
    -------
    float, ndarray
        Likelihood-ratio statistic against the saturated model, and covariance of the parameters.

    Raises
    ------
    ValueError
        If the search does not settle, or the data cannot tell the parameters apart.
    """
    theta = model.get()
    chi2, score = chi_square_and_score(samples, model)
    for count in range(max_steps):
        if count < _SCORING_STEPS:
            spread = _inverse(information(samples, model, model.cells, model.n_free))
        step = spread @ score
        gain = score @ step
        if gain < 1e-12:
            break
        length = 1.0
        while length > 1e-9:
            model.set(theta + length * step)
            tried, new_score = chi_square_and_score(samples, model)
            if tried <= chi2 - 1e-4 * length * gain or (gain < 1e-7 and tried < np.inf):
                break
            length /= 2
        else:
            raise ValueError(_NOT_SETTLED)
        spread = _bfgs(spread, length * step, score - new_score)
        theta, chi2, score = theta + length * step, tried, new_score
    else:
        raise ValueError(_NOT_SETTLED)
    return chi2, _inverse(information(samples, model, model.cells, model.n_free))


def chi_square_and_score(samples, model):
    """Likelihood-ratio statistic and gradient of the log-likelihood; infinity if it is impossible."""
    total, score = 0.0, np.zeros(model.n_free)
    for sample, group, cells in zip(samples, model.groups, model.cells, strict=True):
        sigma, mu = implied(group)
        try:
            log_det = 2 * np.log(np.linalg.cholesky(sigma).diagonal()).sum()
        except np.linalg.LinAlgError:
            return np.inf, score
        inverse = np.linalg.inv(sigma)
        away = sample.mean - mu
        weighted = inverse @ (sample.covariance + away[:, None] * away)
        total += sample.n * (log_det - sample.log_det + weighted.trace() - len(mu))
        gradient = gradients(group, weighted @ inverse - inverse, inverse @ away)
        for name, (rows, columns, numbers) in cells.items():
            score[numbers] += sample.n * gradient[name][rows, columns]
    return float(total), score


def gradients(group, pull, push):
    """Gradient of the log-likelihood per case on every entry of every matrix of one group.

    `pull` is inverse(sigma) (S - sigma) inverse(sigma) with S the second moment about the model mean, `push`
    is inverse(sigma) times the distance of the means. Off-diagonal entries of symmetric matrices count twice.
    """
    loadings = group["loadings"]
    twice = 1 - 0.5 * np.eye(len(loadings))
    pulled = pull @ loadings
    return {
        "loadings": pulled @ group["latent"] + push[:, None] * group["means"].T,
        "latent": (loadings.T @ pulled) * twice[: loadings.shape[1], : loadings.shape[1]],
        "residual": pull * twice,
        "intercepts": push[:, None],
        "means": (loadings.T @ push)[:, None],
    }


def information(samples, model, cells, count):
    """Expected information of `count` parameters that sit at `cells`."""
    total = np.zeros((count, count))
    for sample, group, places in zip(samples, model.groups, cells, strict=True):
        inverse = np.linalg.inv(implied(group)[0])
        d_sigma, d_mu = _derivatives(group, places, count)
        whitened = inverse @ d_sigma
        flat, turned = whitened.reshape(count, -1), whitened.transpose(0, 2, 1).reshape(count, -1)
        total += sample.n * (0.5 * flat @ turned.T + d_mu @ inverse @ d_mu.T)
    return total


def _derivatives(group, cells, count):
    """Derivative by each parameter of the implied covariance and mean of one group."""
    loadings, latent, means = group["loadings"], group["latent"], group["means"]
    half = np.zeros((count, len(loadings), len(loadings)))
    d_mu = np.zeros((count, len(loadings)))
    for name, (rows, columns, numbers) in cells.items():
        if name == "loadings":
            half[numbers, rows] = (loadings @ latent)[:, columns].T
            d_mu[numbers, rows] = means[columns, 0]
        elif name == "latent":
            weight = np.where(rows == columns, 0.5, 1.0)[:, None, None]
            half[numbers] = weight * loadings.T[rows, :, None] * loadings.T[columns, None, :]
        elif name == "residual":
            half[numbers, rows, columns] = np.where(rows == columns, 0.5, 1.0)
        elif name == "intercepts":
            d_mu[numbers, rows] = 1.0
        else:
            d_mu[numbers] = loadings.T[rows]
    return half + half.transpose(0, 2, 1), d_mu


def _bfgs(spread, move, fall):
    """Update the inverse curvature with a move and the fall of the score along it."""
    along = move @ fall
    if along <= 0:
        return spread
    reach = spread @ fall
    cross = reach[:, None] * move
    grown = (1 + fall @ reach / along) * move[:, None] * move
    return spread + (grown - cross - cross.T) / along


def _inverse(matrix):
    """Invert an information matrix on a common scale, refusing one that is singular."""
    scale = np.sqrt(np.maximum(matrix.diagonal(), 1e-300))
    across = scale[:, None] * scale
    scaled = matrix / across
    try:
        inverse = np.linalg.inv(scaled)
    except np.linalg.LinAlgError:
        inverse = np.full_like(scaled, np.inf)
    if not np.linalg.norm(scaled) * np.linalg.norm(inverse) < 1e12:
        raise ValueError(
            "the data cannot tell the parameters of the factor model apart; give each factor more items that "
            "belong to it alone, or merge factors that measure the same."
        )
    return inverse / across
