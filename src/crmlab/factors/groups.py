"""Measurement invariance: does a factor model mean the same in every group?"""

import warnings as python_warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab.factors._indices import fit_indices
from crmlab.factors._likelihood import Model, fit
from crmlab.factors.confirm import check_size, complete_rows, improper, model_items, one_group, sample_of


@dataclass(frozen=True)
class Invariance:
    """Three models of increasing equality between groups.

    Attributes
    ----------
    table : DataFrame
        One row a model, "configural" (same items on same factors), "metric" (equal loadings) and "scalar"
        (equal loadings and intercepts): fit indices, and against the row above `delta_chi2`, `delta_df`,
        `delta_p` and `delta_cfi`.
    latent_means : DataFrame, shape (n_groups, n_factors)
        Factor means of the scalar model, 0 in the first group. They compare groups only if it holds.
    n : Series
        Rows without a missing answer, by group.
    warnings : tuple of str
        What is improper about a solution; empty if nothing is.
    """

    table: pd.DataFrame
    latent_means: pd.DataFrame
    n: pd.Series
    warnings: tuple = ()

    @property
    def level(self):
        """Highest model reached without CFI falling by more than 0.01 at a step."""
        drops = self.table["delta_cfi"]
        if drops["metric"] < -0.01:
            return "configural"
        return "metric" if drops["scalar"] < -0.01 else "scalar"

    def summary(self):
        """Read the comparison in one sentence."""
        meaning = {
            "configural": "the items work differently, so compare neither relations nor means between groups",
            "metric": "loadings are equal but intercepts are not: compare relations, not means",
            "scalar": "loadings and intercepts are equal, so factor means can be compared between groups",
        }
        drop = self.table["delta_cfi"].min()
        return f"By the change of CFI (largest {drop:+.3f}, limit -0.010), {meaning[self.level]}."

    def _repr_html_(self):
        return self.table.to_html() + self.latent_means.to_html()


def invariance(items, model, group):
    """Compare a factor model between groups: same form, equal loadings, equal intercepts.

    Parameters
    ----------
    items : DataFrame, shape (n_respondents, n_columns)
        Answers; rows with a missing answer to an item of the model are left out.
    model : dict of str to list
        The items of each factor, as in `confirmatory`.
    group : label or 1-D array_like
        Column of `items` that holds the groups, or the group of each row.

    Returns
    -------
    Invariance
        Table of the three models, latent means, group sizes.

    Raises
    ------
    ValueError
        If there are fewer than two groups, a group is too small, or the model cannot be estimated.

    Warns
    -----
    UserWarning
        If a solution is improper, as in `confirmatory`.

    Notes
    -----
    Maximum likelihood on means and covariances. The first item of each factor has loading 1 in every group.
    Intercepts are free in the first two models with latent means 0; in the scalar model latent means are
    free in all groups but the first. Groups are taken in sorted order. The step from one model to the next
    is tested by the difference of chi-squares; a drop of CFI by more than 0.01 speaks against it (Cheung and
    Rensvold).

    References
    ----------
    Meredith (1993), Measurement invariance, factor analysis and factorial invariance, Psychometrika. Cheung
    and Rensvold (2002), Evaluating goodness-of-fit indexes for testing measurement invariance, Structural
    Equation Modeling.

    Examples
    --------
    >>> rng = np.random.default_rng(5)
    >>> trust = rng.normal(size=400)
    >>> survey = pd.DataFrame({f"q{i}": trust + rng.normal(size=400) for i in range(1, 5)})
    >>> result = invariance(survey.assign(city=["A", "B"] * 200), {"trust": ["q1", "q2", "q3", "q4"]}, "city")
    >>> result.table["df"].tolist(), result.level
    ([4, 7, 10], 'scalar')
    """
    from scipy.stats import chi2 as chi2_distribution

    names = model_items(model)
    samples, sizes = _samples(items, names, group)
    n_items, n_factors = len(names), len(model)
    rows, problems, means = {}, [], None
    for level in ("configural", "metric", "scalar"):
        structure = _structure(samples, names, model, level)
        moments = len(samples) * (n_items * (n_items + 3) // 2)
        check_size(structure.n_free, moments, int(sizes.sum()))
        chi2, _ = fit(samples, structure)
        rows[level] = fit_indices(samples, structure, chi2, with_means=True)
        for label, solution in zip(sizes.index, structure.groups, strict=True):
            for problem in improper(solution, names, list(model)):
                problems.append(f"{level} model, group {label!r}: {problem}")
        means = np.array([solution["means"][:, 0] for solution in structure.groups])
    for problem in problems:
        python_warnings.warn(problem, stacklevel=2)
    table = pd.DataFrame(rows).T.rename_axis("model").astype({"df": int})
    for name in ("chi2", "df", "cfi"):
        table[f"delta_{name}"] = table[name].diff()
    table["delta_p"] = chi2_distribution.sf(table["delta_chi2"], table["delta_df"])
    latent_means = pd.DataFrame(means.reshape(-1, n_factors), sizes.index, list(model))
    return Invariance(table, latent_means, sizes, tuple(problems))


def _samples(items, names, group):
    """Moments and size of each group."""
    if np.ndim(group) == 0:
        if group not in items.columns:
            raise ValueError(f"items has no column {group!r} to group by; check the spelling.")
        labels = items[group]
    elif len(group) != len(items):
        raise ValueError(f"group has {len(group)} values for {len(items)} rows; give one a row.")
    else:
        labels = pd.Series(list(group), index=items.index, name=getattr(group, "name", None))
    if labels.nunique() < 2:
        raise ValueError("group has fewer than two different values, so there is nothing to compare.")
    samples, sizes = [], {}
    for label, rows in items.groupby(labels.to_numpy(), sort=True):
        try:
            samples.append(sample_of(complete_rows(rows, names)))
        except ValueError as error:
            raise ValueError(f"in group {label!r}, {error}") from error
        sizes[label] = samples[-1].n
    return samples, pd.Series(sizes, name="n").rename_axis(labels.name)


def _structure(samples, names, model, level):
    """Model of all groups with the equalities of one level."""
    n_items, n_factors = len(names), len(model)
    count = 0
    groups, all_cells = [], []
    for g, sample in enumerate(samples):
        single = one_group(sample, names, model)
        cells = single.cells[0]
        cells["intercepts"] = np.array([(row, 0, 0) for row in range(n_items)]).T
        shared = {"configural": (), "metric": ("loadings",), "scalar": ("loadings", "intercepts")}[level]
        for name, places in cells.items():
            if g and name in shared:
                cells[name] = all_cells[0][name]
                single.groups[0][name] = groups[0][name].copy()
            else:
                cells[name] = np.array([*places[:2], count + np.arange(places.shape[1])])
                count += places.shape[1]
        if g and level == "scalar":
            cells["means"] = np.array([(factor, 0, count + factor) for factor in range(n_factors)]).T
            count += n_factors
        groups.append(single.groups[0])
        all_cells.append(cells)
    return Model(groups, all_cells, count)
