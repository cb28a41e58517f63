"""Quality of relationships: benefits, quality scores, true and spurious relationships."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame, probability
from crmlab.relationship.levels import scale_values

BENEFITS = ("operational", "symbiotic", "economic", "customisation", "strategic", "psychological", "social")

_TRUE_GRID = {
    ("high", "calculus"): "spurious",
    ("high", "knowledge"): "true",
    ("high", "identification"): "true",
    ("middle", "calculus"): "spurious",
    ("middle", "knowledge"): "spurious or true",
    ("middle", "identification"): "spurious or true",
    ("low", "calculus"): "spurious",
    ("low", "knowledge"): "spurious",
    ("low", "identification"): "spurious",
}


def relational_benefits(items, key, low, high):
    """Score the seven benefits a partner can have from a relationship.

    Parameters
    ----------
    items : DataFrame, one row per respondent
        Answers on one rating scale.
    key : mapping of benefit to sequence of columns
        Which items measure which benefit; the benefits are those in `BENEFITS`, not all need be there.
    low, high : float
        Ends of the scale.

    Returns
    -------
    DataFrame
        Mean of the items by respondent and benefit, in the order of `BENEFITS`.

    Raises
    ------
    ValueError
        If a benefit is unknown, has no items, or an answer leaves the scale.

    References
    ----------
    Sweeney, J. C. and Webb, D. A. (2007). How functional, psychological, and social relationship benefits
    influence individual and firm commitment to the relationship. Journal of Business & Industrial Marketing,
    22(7), 474-488.

    Examples
    --------
    >>> answers = pd.DataFrame({"friend": [5, 1], "known": [3, 1], "saves": [4, 2]})
    >>> key = {"social": ["friend", "known"], "economic": ["saves"]}
    >>> relational_benefits(answers, key, 1, 5).values.tolist()
    [[4.0, 4.0], [2.0, 1.0]]
    """
    unknown = [benefit for benefit in key if benefit not in BENEFITS]
    if unknown:
        raise ValueError(f"key names the benefit {unknown[0]!r}; the seven are {', '.join(BENEFITS)}.")
    return _means(items, {benefit: key[benefit] for benefit in BENEFITS if benefit in key}, low, high)


def relationship_quality(items, key, low, high, *, weights=None):
    r"""Score relationship quality from its components, such as trust and satisfaction.

    Parameters
    ----------
    items : DataFrame, one row per respondent
        Answers on one rating scale.
    key : mapping of component to sequence of columns
        For instance ``{"trust": [...], "satisfaction": [...]}``.
    low, high : float
        Ends of the scale.
    weights : mapping of component to float, optional
        Importance of each component; equal by default. Weights are divided by their sum.

    Returns
    -------
    DataFrame
        The mean of each component, and `relationship_quality`, their weighted mean on the same scale.

    Raises
    ------
    ValueError
        If components, columns or weights do not match, or an answer leaves the scale.

    References
    ----------
    Crosby, L. A., Evans, K. R. and Cowles, D. (1990). Relationship quality in services selling: an
    interpersonal influence perspective. Journal of Marketing, 54(3), 68-81.

    Examples
    --------
    >>> answers = pd.DataFrame({"honest": [7, 4], "keeps_word": [5, 4], "satisfied": [4, 2]})
    >>> key = {"trust": ["honest", "keeps_word"], "satisfaction": ["satisfied"]}
    >>> relationship_quality(answers, key, 1, 7)["relationship_quality"].tolist()
    [5.0, 3.0]
    """
    scores = _means(items, key, low, high)
    share = pd.Series(1.0, index=scores.columns) if weights is None else pd.Series(weights, dtype=float)
    if set(share.index) != set(scores.columns):
        odd = sorted(set(share.index) ^ set(scores.columns), key=str)[0]
        raise ValueError(f"weights and key differ in {odd!r}; give one weight for each component.")
    if not ((share >= 0) & (share < np.inf)).all() or share.sum() == 0:
        raise ValueError(
            "weights hold a negative or missing number, or only zeros; give weights of zero or more."
        )
    return scores.assign(relationship_quality=scores @ (share[scores.columns] / share.sum()))


def smoothed_quality(episodes, memory, *, start=None):
    r"""Follow perceived relationship quality as episodes of service add up.

    Parameters
    ----------
    episodes : array_like, shape (n,)
        Quality of each episode, in order.
    memory : float
        Weight of what was before, in [0, 1): 0 remembers only the last episode.
    start : float, optional
        Quality before the first episode; the first episode itself by default.

    Returns
    -------
    Series, shape (n,)
        Perceived quality after each episode.

    Raises
    ------
    ValueError
        If an episode is missing or `memory` is outside [0, 1).

    Notes
    -----
    :math:`q_t = \lambda q_{t-1} + (1 - \lambda) e_t`: a drawing of the idea that perceived quality is formed
    over time.

    References
    ----------
    Grönroos, C. (2000). Service management and marketing: a customer relationship management approach. 2nd
    edition. Wiley.

    Examples
    --------
    >>> smoothed_quality([6, 6, 2], 0.5).tolist()
    [6.0, 6.0, 4.0]
    """
    frame = numeric_frame(
        pd.DataFrame({"episodes": pd.Series(episodes)}), name="episodes", allow_missing=False
    )
    if probability(memory, "memory") == 1:
        raise ValueError("memory is 1, so no episode would ever count; give less than 1.")
    quality = frame["episodes"].iloc[0] if start is None else float(start)
    path = []
    for episode in frame["episodes"]:
        quality = memory * quality + (1 - memory) * episode
        path.append(quality)
    return pd.Series(path, index=frame.index, name="relationship_quality", dtype=float)


def true_or_spurious(commitment, trust):
    """Tell true from spurious relationships by affective commitment and the base of trust.

    Parameters
    ----------
    commitment : {"high", "middle", "low"} or sequence of these
        Affective commitment.
    trust : {"calculus", "knowledge", "identification"} or sequence of these
        What trust rests on. Relationship benefits grow in the same direction.

    Returns
    -------
    str or list of str
        *true*, *spurious* or *spurious or true*.

    Raises
    ------
    ValueError
        If a word is not one of these, or lengths differ.

    Notes
    -----
    The nine cells are read from a teaching slide after Liljander and Roos. Which side of the slide is
    commitment was inferred from its layout; check the article before you rely on a single cell.

    References
    ----------
    Liljander, V. and Roos, I. (2002). Customer-relationship levels - from spurious to true relationships.
    Journal of Services Marketing, 16(7), 593-614.

    Examples
    --------
    >>> true_or_spurious("high", "identification")
    'true'
    >>> true_or_spurious(["low", "middle"], ["knowledge", "knowledge"])
    ['spurious', 'spurious or true']
    """
    single = isinstance(commitment, str) and isinstance(trust, str)
    pairs = ([commitment], [trust]) if single else (list(commitment), list(trust))
    if len(pairs[0]) != len(pairs[1]):
        raise ValueError(f"commitment has {len(pairs[0])} values and trust {len(pairs[1])}; give pairs.")
    cells = []
    for pair in zip(*pairs, strict=True):
        if pair not in _TRUE_GRID:
            raise ValueError(
                f"commitment and trust are {pair!r}; commitment is high, middle or low, and trust rests on "
                "calculus, "
                "knowledge or identification."
            )
        cells.append(_TRUE_GRID[pair])
    return cells[0] if single else cells


def _means(items, key, low, high):
    empty = [name for name, columns in key.items() if isinstance(columns, str) or not len(columns)]
    if empty or not key:
        raise ValueError(
            f"key gives no list of columns for {empty[0] if empty else 'anything'!r}; name its items."
        )
    columns = list(dict.fromkeys(column for group in key.values() for column in group))
    frame = scale_values(items, low, high, "items", columns)
    return pd.DataFrame({name: frame[list(group)].mean(axis=1) for name, group in key.items()})
