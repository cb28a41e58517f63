"""What to improve first: importance-performance analysis and the Kano model."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame

_ANSWERS = ("like", "must-be", "neutral", "live with", "dislike")
_LETTERS = np.array([list("QAAAO"), list("RIIIM"), list("RIIIM"), list("RIIIM"), list("RRRRQ")])
_CATEGORIES = list("MOAIRQ")
_QUADRANTS = {
    (True, False): "concentrate here",
    (True, True): "keep up the good work",
    (False, False): "low priority",
    (False, True): "possible overkill",
}


@dataclass(frozen=True)
class ImportancePerformance:
    """Attributes sorted into the four quadrants of importance and performance.

    Attributes
    ----------
    table : DataFrame
        One row an attribute: `importance`, `performance`, `quadrant`.
    importance_line, performance_line : float
        Where the quadrants meet.
    """

    table: pd.DataFrame
    importance_line: float
    performance_line: float

    def summary(self):
        """Read the grid in one sentence."""
        urgent = self.table.index[self.table["quadrant"] == "concentrate here"]
        if not len(urgent):
            return "No attribute is both important and weak; there is nothing to concentrate on."
        names = ", ".join(map(str, urgent))
        return f"Concentrate on {names}: important to customers, and performed below the line."

    def _repr_html_(self):
        return self.table.to_html()


@dataclass(frozen=True)
class Kano:
    """Features classified by what having and lacking them does to customers.

    Attributes
    ----------
    answers : DataFrame
        Category of each feature (column) for each respondent (row).
    counts : DataFrame
        Respondents a category, one row a feature: M must-be, O one-dimensional, A attractive, I indifferent,
        R reverse, Q questionable.
    category : Series
        The most frequent category of each feature.
    coefficients : DataFrame
        `better` and `worse`, see `kano_coefficients`.
    """

    answers: pd.DataFrame
    counts: pd.DataFrame
    category: pd.Series
    coefficients: pd.DataFrame

    def summary(self):
        """Read the classification in one sentence."""
        words = {
            "M": "must be there",
            "O": "pay in proportion",
            "A": "delight",
            "I": "leave customers indifferent",
            "R": "are unwelcome",
            "Q": "were answered in contradiction",
        }
        found = (
            f"{', '.join(map(str, self.category.index[self.category == letter]))} ({words[letter]})"
            for letter in _CATEGORIES
            if (self.category == letter).any()
        )
        return f"Features by their most frequent category: {'; '.join(found)}."

    def _repr_html_(self):
        return self.counts.assign(category=self.category).join(self.coefficients).to_html()


def importance_performance(importance, performance, lines=None):
    """Sort attributes into quadrants by how important they are and how well they are performed.

    Parameters
    ----------
    importance, performance : 1-D array_like or Series, shape (n_attributes,)
        Mean rating of each attribute; the index of a Series names the attributes.
    lines : (float, float), optional
        Where high importance and high performance begin; the grand means if not given. A value on the
        line counts as high.

    Returns
    -------
    ImportancePerformance
        Table with `quadrant`: "concentrate here" (important, weak), "keep up the good work" (important,
        strong), "low priority" (unimportant, weak), "possible overkill" (unimportant, strong).

    Raises
    ------
    ValueError
        If lengths or names differ, or a side is constant and no lines are given.

    Notes
    -----
    Quadrants by grand means are relative: some attribute is always below the line. Give `lines` to judge
    against a fixed standard.

    References
    ----------
    Martilla and James (1977), Importance-performance analysis, Journal of Marketing.

    Examples
    --------
    >>> importance = pd.Series({"speed": 4.5, "decor": 2.8})
    >>> grid = importance_performance(importance, pd.Series({"speed": 2.5, "decor": 4.3}))
    >>> grid.table["quadrant"].to_dict()
    {'speed': 'concentrate here', 'decor': 'possible overkill'}
    """
    if np.ndim(importance) != 1 or np.ndim(performance) != 1 or len(importance) != len(performance):
        raise ValueError(
            "importance and performance must be two lists of the same length, one number an attribute."
        )
    index = importance.index if isinstance(importance, pd.Series) else None
    if index is not None and isinstance(performance, pd.Series) and not performance.index.equals(index):
        raise ValueError("importance and performance name different attributes; give both the same index.")
    sides = pd.DataFrame({"importance": list(importance), "performance": list(performance)}, index=index)
    table = numeric_frame(sides, name="the ratings", allow_missing=False, allow_constant=lines is not None)
    high = table >= (table.mean() if lines is None else pd.Series(lines, table.columns)) - 1e-12
    cut = table.mean().tolist() if lines is None else lines
    quadrant = [_QUADRANTS[bool(i), bool(p)] for i, p in high.itertuples(index=False)]
    return ImportancePerformance(table.assign(quadrant=quadrant), float(cut[0]), float(cut[1]))


def kano_table():
    """The Kano evaluation table: category by answer to the functional and dysfunctional question.

    Returns
    -------
    DataFrame
        Rows: answer to "how would you feel if it had the feature?"; columns: the same without the feature.

    References
    ----------
    Kano, Seraku, Takahashi and Tsuji (1984), Attractive quality and must-be quality, Journal of the Japanese
    Society for Quality Control. Berger and others (1993), Kano's methods for understanding customer-defined
    quality, Center for Quality of Management Journal.

    Examples
    --------
    >>> kano_table().loc["like", "dislike"]
    'O'
    """
    answers = pd.Index(_ANSWERS)
    return pd.DataFrame(_LETTERS, answers.rename("functional"), answers.rename("dysfunctional"))


def kano(functional, dysfunctional):
    """Classify features from pairs of Kano questions.

    Parameters
    ----------
    functional, dysfunctional : DataFrame or 1-D array_like
        Answers with and without the feature: one row a respondent, one column a feature, as words ("like",
        "must-be", "neutral", "live with", "dislike") or as 1 (like) to 5 (dislike). A single column is
        one feature. Pairs with a missing answer are not counted.

    Returns
    -------
    Kano
        Category for each answer, counts, the most frequent category and the better and worse coefficients.

    Raises
    ------
    ValueError
        If the two sides have different features or respondents, an answer is not one of the five, or a
        feature has no complete pair of answers.

    Notes
    -----
    Equal counts are settled in the order M, O, A, I, R, Q: what hurts most when missing comes first. The
    coefficients are missing for a feature that nobody put into M, O, A or I.

    References
    ----------
    Berger and others (1993), Kano's methods for understanding customer-defined quality, Center for Quality of
    Management Journal.

    Examples
    --------
    >>> kano(["like", "like", "neutral"], ["dislike", "neutral", "neutral"]).answers["feature"].tolist()
    ['O', 'A', 'I']
    """
    functional, dysfunctional = _codes(functional, "functional"), _codes(dysfunctional, "dysfunctional")
    if list(functional.columns) != list(dysfunctional.columns):
        raise ValueError("functional and dysfunctional have different features; give both the same columns.")
    if not functional.index.equals(dysfunctional.index):
        raise ValueError("functional and dysfunctional list different respondents; give both the same rows.")
    known = functional.notna() & dysfunctional.notna()
    empty = [column for column in known if not known[column].any()]
    if empty:
        raise ValueError(f"feature {empty[0]!r} has no complete pair of answers; leave it out.")
    row, column = (side.fillna(1).to_numpy(int) - 1 for side in (functional, dysfunctional))
    answers = pd.DataFrame(_LETTERS[row, column], functional.index, functional.columns).where(known)
    counts = pd.DataFrame({letter: (answers == letter).sum() for letter in _CATEGORIES})
    rated = counts[counts[list("MOAI")].sum(axis=1) > 0]
    coefficients = (
        kano_coefficients(rated) if len(rated) else pd.DataFrame(columns=["better", "worse"], dtype=float)
    )
    return Kano(
        answers,
        counts,
        counts.idxmax(axis=1).rename("category"),
        coefficients.reindex(counts.index),
    )


def kano_coefficients(counts):
    """How much satisfaction a feature can win by being there and lose by being absent.

    Parameters
    ----------
    counts : DataFrame
        One row a feature, with columns `A`, `O`, `M`, `I`: counts or percentages of respondents. Other
        columns (`R`, `Q`) are left out of the sums.

    Returns
    -------
    DataFrame
        `better` from 0 to 1 and `worse` from -1 to 0, one row a feature.

    Raises
    ------
    ValueError
        If a column is absent, a count is negative, or a feature has no counts at all.

    Notes
    -----
    better = (A + O) / (A + O + M + I), worse = -(O + M) / (A + O + M + I).

    References
    ----------
    Berger and others (1993), Kano's methods for understanding customer-defined quality, Center for Quality of
    Management Journal. Matzler and Hinterhuber (1998), How to make product development projects more
    successful by integrating Kano's model of customer satisfaction into quality function deployment,
    Technovation.

    Examples
    --------
    >>> percent = pd.DataFrame({"A": [7.0], "O": [32.3], "M": [49.3], "I": [9.5]}, ["edge grip"])
    >>> kano_coefficients(percent).round(2)
               better  worse
    edge grip     0.4  -0.83
    """
    table = numeric_frame(counts, list("AOMI"), name="counts", allow_missing=False)
    total = table.sum(axis=1)
    for feature in table.index:
        if (table.loc[feature] < 0).any() or total[feature] == 0:
            raise ValueError(
                f"feature {feature!r} has negative counts or none at all; count its answers again."
            )
    better, worse = table["A"] + table["O"], table["O"] + table["M"]
    return pd.DataFrame({"better": better / total, "worse": -worse / total})


def _codes(answers, name):
    """Answers as codes 1 to 5, one column a feature."""
    if not isinstance(answers, pd.DataFrame):
        label = getattr(answers, "name", None)
        if np.ndim(answers) == 1:
            answers = pd.Series(answers).to_frame("feature" if label is None else label)
        else:
            answers = pd.DataFrame(np.asarray(answers))
    codes = answers.replace(dict(zip(_ANSWERS, range(1, 6), strict=True)))
    for column in codes:
        strange = codes[column][codes[column].notna() & ~codes[column].isin(range(1, 6))]
        if len(strange):
            raise ValueError(
                f"column {column!r} of {name} holds {strange.iloc[0]!r}; the answers are "
                f"{', '.join(_ANSWERS)} or 1 to 5."
            )
    return codes.astype(float)
