"""What the simulated data share: answers from one to seven, numbers in steps, fast statistics for guards.

The draws use elementwise arithmetic and `numpy.random.RandomState` only, and latent values are rounded
before they are cut into answers, so that a student gets the same data on every machine. A change here
changes the data of every generator that uses it: give those a new version.
"""

import numpy as np


def normal(rng, n):
    """Draw n standard normal numbers, rounded to six decimals."""
    return np.round(rng.standard_normal(n), 6)


def stepped(rng, low, high, step):
    """Draw one of the numbers low, low + step, ..., high, each as likely, rounded to one decimal."""
    steps = round((high - low) / step)
    place = min(int(np.round(rng.random_sample(), 6) * (steps + 1)), steps)
    return round(low + place * step, 1)


def answers(rng, latent, mean, loading, noise, reverse=False):
    """Turn a latent variable into answers from 1 to 7; a reversed item runs the other way."""
    level = mean + loading * latent + noise * normal(rng, len(latent))
    answer = np.clip(np.floor(np.round(level, 6) + 0.5), 1, 7).astype("int64")
    return 8 - answer if reverse else answer


def happens(rng, log_odds):
    """Draw 0 or 1 with the probability that belongs to the log odds."""
    probability = np.round(1 / (1 + np.exp(-log_odds)), 6)
    return (np.round(rng.random_sample(len(log_odds)), 6) < probability).astype("int64")


def alpha(items):
    """Cronbach's alpha of the columns of an array, as they stand."""
    k = items.shape[1]
    return k / (k - 1) * (1 - items.var(axis=0, ddof=1).sum() / items.sum(axis=1).var(ddof=1))


def least_squares(outcome, *predictors):
    """Coefficients (constant first) of ordinary least squares and their HC3 covariance matrix."""
    X = np.column_stack([np.ones(len(outcome)), *predictors])
    bread = np.linalg.inv(X.T @ X)
    coefficients = bread @ (X.T @ outcome)
    leverage = ((X @ bread) * X).sum(axis=1)
    weighted = X * ((outcome - X @ coefficients) / (1 - leverage))[:, None]
    return coefficients, bread @ (weighted.T @ weighted) @ bread


def codes(letter, n):
    """Row labels such as C0001."""
    return [f"{letter}{number:04d}" for number in range(1, n + 1)]
