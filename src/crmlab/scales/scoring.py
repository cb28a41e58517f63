"""From answers to scores: turn negatively worded items round, average items into scales."""

import pandas as pd

from crmlab._check import numeric_frame


def reverse(items, columns, low, high):
    """Turn negatively worded items round, so that a high value means the same for every item.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers; missing values stay missing.
    columns : sequence of labels
        The items to turn.
    low, high : float
        Ends of the answer scale as printed on the questionnaire, not as seen in the data.

    Returns
    -------
    DataFrame
        A copy with `columns` turned; other columns as they were.

    Raises
    ------
    ValueError
        If a column is absent or not numeric, or an answer lies outside `low` to `high`.

    Notes
    -----
    ``reversed = low + high - answer``. Turning twice gives the answers back.

    References
    ----------
    DeVellis, R. F. (2017). *Scale Development: Theory and Applications*, 4th ed. Sage.

    Examples
    --------
    >>> reverse(pd.DataFrame({"q1": [1, 5], "q2": [2, 4]}), ["q2"], 1, 5)["q2"].tolist()
    [4.0, 2.0]
    """
    if isinstance(columns, str):
        raise TypeError(
            f"columns is the text {columns!r}; give a list of column names such as [{columns!r}]."
        )
    if not low < high:
        raise ValueError(f"low is {low} and high is {high}; low must be the smaller end of the scale.")
    answers = numeric_frame(items, columns)
    outside = (answers < low) | (answers > high)
    for column in answers:
        if outside[column].any():
            value = answers.loc[outside[column], column].iloc[0]
            raise ValueError(
                f"column {column!r} holds {value:g}, outside the scale {low:g} to {high:g}; correct the "
                "answer or the ends of the scale."
            )
    return items.assign(**{column: low + high - answers[column] for column in answers})


def score(items, key):
    """Average the items of each scale into one score per respondent.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers, with negatively worded items already turned by `reverse`.
    key : dict
        ``{scale name: [columns]}``.

    Returns
    -------
    DataFrame, shape (n, number of scales)
        Mean of the answered items; missing where a respondent answered fewer than half of a scale.

    Raises
    ------
    ValueError
        If `key` is empty or names a column that is absent, not numeric or without values.

    References
    ----------
    Newman, D. A. (2014). Missing data: five practical guidelines. *Organizational Research Methods*, 17(4).

    Examples
    --------
    >>> answers = pd.DataFrame({"q1": [1, 5], "q2": [3, None], "q3": [2, None]})
    >>> score(answers, {"trust": ["q1", "q2"], "ease": ["q2", "q3"]})["trust"].tolist()
    [2.0, 5.0]
    """
    if not isinstance(key, dict) or not key:
        raise ValueError("key must be a dict such as {'trust': ['q1', 'q2']} with at least one scale.")
    scores = {}
    for scale, columns in key.items():
        answers = numeric_frame(items, columns)
        scores[scale] = answers.mean(axis=1).where(answers.notna().mean(axis=1) >= 0.5)
    return pd.DataFrame(scores)
