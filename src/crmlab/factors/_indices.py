"""Fit indices of a factor model in one or several groups."""

import numpy as np

from crmlab.factors._likelihood import implied


def fit_indices(samples, model, chi2, with_means):
    """Indices by name, with the conventions of maximum likelihood on n (not n - 1) cases.

    CFI and TLI compare with the model in which no two items correlate. RMSEA of several groups carries the
    factor square root of the number of groups; its bounds are a 90 % interval. SRMR divides residuals by the
    observed standard deviations, diagonal and (if modelled) means included, and averages groups by their
    size.
    """
    from scipy.special import chdtrc

    n_items, n = len(samples[0].mean), sum(s.n for s in samples)
    pairs = n_items * (n_items - 1) // 2
    moments = len(samples) * (pairs + n_items + (n_items if with_means else 0))
    df, df_base = moments - model.n_free, len(samples) * pairs
    base = sum(s.n * (np.log(np.diag(s.covariance)).sum() - s.log_det) for s in samples)
    excess, excess_base = max(chi2 - df, 0.0), max(chi2 - df, base - df_base, 0.0)
    base_ratio = base / df_base
    log_likelihood = -0.5 * chi2 - 0.5 * sum(
        s.n * (n_items * (1 + np.log(2 * np.pi)) + s.log_det) for s in samples
    )
    per_case = len(samples) / (df * n) if df else 0.0
    low, high = _noncentrality_interval(chi2, df) if df else (0.0, 0.0)
    return {
        "chi2": chi2,
        "df": df,
        "p": float(chdtrc(df, chi2)) if df else np.nan,
        "cfi": float(1 - excess / excess_base) if excess_base > 0 else 1.0,
        "tli": float((base_ratio - chi2 / df) / (base_ratio - 1)) if df else 1.0,
        "rmsea": float(np.sqrt(excess * per_case)),
        "rmsea_low": float(np.sqrt(low * per_case)),
        "rmsea_high": float(np.sqrt(high * per_case)),
        "srmr": float(
            sum(s.n * r for s, r in zip(samples, _srmr(samples, model, with_means), strict=True)) / n
        ),
        "log_likelihood": float(log_likelihood),
        "aic": float(-2 * log_likelihood + 2 * model.n_free),
        "bic": float(-2 * log_likelihood + np.log(n) * model.n_free),
    }


def _noncentrality_interval(chi2, df):
    """Noncentralities at which `chi2` is the upper and the lower 5 % point."""
    from scipy.optimize import brentq
    from scipy.special import chndtr

    def bound(tail):
        def distance(noncentrality):
            return chndtr(chi2, df, noncentrality) - tail

        far = 2 * chi2 + 50 * np.sqrt(df) + 50
        return brentq(distance, 0.0, far, xtol=1e-10, rtol=1e-12) if distance(0.0) > 0 else 0.0

    return bound(0.95), bound(0.05)


def _srmr(samples, model, with_means):
    for sample, group in zip(samples, model.groups, strict=True):
        sigma, mu = implied(group)
        sd = np.sqrt(np.diag(sample.covariance))
        residuals = ((sample.covariance - sigma) / np.outer(sd, sd))[np.tril_indices(len(sd))]
        if with_means:
            residuals = np.concatenate([residuals, (sample.mean - mu) / sd])
        yield np.sqrt((residuals**2).mean())
