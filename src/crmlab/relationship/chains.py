"""Customers on the move: ladders and life-cycle stages as Markov chains."""

import warnings
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crmlab._check import html_table, numeric_frame
from crmlab._markov import stationary, transition_matrix


@dataclass(frozen=True)
class MarkovChain:
    """Where a chain settles and how long it takes to come back to a state."""

    steady_state: pd.Series = field(repr=False)
    mean_recurrence_time: pd.Series = field(repr=False)
    probabilities: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence where customers gather in the long run."""
        if self.steady_state.isna().any():
            return "Where customers end up depends on where they start."
        most = self.steady_state.idxmax()
        share = self.steady_state[most]
        return f"In the long run {share:.0%} of customers are in state {most}, more than in any other."

    def _repr_html_(self):
        return pd.concat([self.steady_state, self.mean_recurrence_time], axis=1).to_html()


def markov_chain(P):
    r"""Long-run shares and mean recurrence times of a Markov chain.

    Parameters
    ----------
    P : DataFrame or array_like, shape (n, n)
        Probability of going from the row's state to the column's state in one period; rows sum to 1.

    Returns
    -------
    MarkovChain
        `steady_state` (shares, sum 1) and `mean_recurrence_time` (periods; infinite for states left for
        good).

    Raises
    ------
    ValueError
        If `P` is no transition matrix.

    Warns
    -----
    UserWarning
        If the long-run shares depend on the start; they are missing then.

    Notes
    -----
    :math:`\pi P = \pi, \sum \pi_i = 1`; mean recurrence time :math:`1/\pi_i`.

    References
    ----------
    Kemeny, J. G. and Snell, J. L. (1960). Finite Markov chains. Van Nostrand.

    Examples
    --------
    >>> markov_chain([[0.9, 0.1], [0.3, 0.7]]).steady_state.round(2).tolist()
    [0.75, 0.25]
    """
    matrix = transition_matrix(P, "P")
    shares = stationary(matrix.to_numpy())
    if shares is None:
        warnings.warn(
            "the chain has more than one group of states that is never left, so the long-run shares depend "
            "on the start "
            "and are missing.",
            stacklevel=2,
        )
        shares = np.full(len(matrix), np.nan)
    shares = np.where(shares < 1e-14, 0.0, shares)
    with np.errstate(divide="ignore"):
        back = 1 / shares
    steady = pd.Series(shares, matrix.index, name="steady_state")
    return MarkovChain(steady, pd.Series(back, matrix.index, name="mean_recurrence_time"), matrix)


@dataclass(frozen=True)
class AbsorbingChain:
    """How long customers move before they end somewhere, and where they end."""

    fundamental: pd.DataFrame = field(repr=False)
    expected_steps: pd.Series = field(repr=False)
    absorption: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence from where the way is longest."""
        longest = self.expected_steps.idxmax()
        steps = self.expected_steps[longest]
        return f"Customers who start in {longest} move longest: {steps:.1f} periods on average."

    def _repr_html_(self):
        return pd.concat([self.expected_steps, self.absorption], axis=1).to_html()


def absorbing_chain(P):
    r"""Expected visits, time to the end and place of the end in a chain with final states.

    Parameters
    ----------
    P : DataFrame or array_like, shape (n, n)
        Transition probabilities. A state that keeps customers with probability 1 is final. Rows may sum to
        less than 1: the rest leaves, to a final state named *left*.

    Returns
    -------
    AbsorbingChain
        `fundamental` (expected visits to the column's state from the row's, the start counted),
        `expected_steps` (periods before the end) and `absorption` (chance of each end), for the states that
        are not final.

    Raises
    ------
    ValueError
        If `P` is no transition matrix, or a state has no way to an end.

    Notes
    -----
    With Q the transitions among states that are not final and R those to final ones,
    :math:`N = (I - Q)^{-1}`, steps :math:`N 1`, ends :math:`N R`.

    References
    ----------
    Kemeny, J. G. and Snell, J. L. (1960). Finite Markov chains. Van Nostrand.

    Examples
    --------
    >>> chain = absorbing_chain([[0.8, 0.15], [0.3, 0.5]])
    >>> chain.expected_steps.round(3).tolist()
    [11.818, 9.091]
    """
    matrix = transition_matrix(P, "P", may_leave=True)
    values = matrix.to_numpy()
    final = np.diag(values) == 1
    if final.all():
        raise ValueError(
            "every state of P is final, so nobody ever moves; give the states customers move through."
        )
    Q, R = values[np.ix_(~final, ~final)], values[np.ix_(~final, final)]
    names, ends = matrix.index[~final], list(matrix.index[final])
    leaving = 1 - values[~final].sum(axis=1)
    if (leaving > 1e-8).any():
        R, ends = np.column_stack([R, np.clip(leaving, 0, None)]), [*ends, "left"]
    if not ends:
        raise ValueError(
            "P has no final state and nobody leaves; use markov_chain for a chain without an end."
        )
    reach = R.sum(axis=1) > 0
    for _ in names:
        reach = reach | ((Q > 0) @ reach)
    if not reach.all():
        raise ValueError(f"state {names[~reach][0]} has no way to a final state, so it would be left never.")
    fundamental = np.linalg.inv(np.eye(len(Q)) - Q)
    return AbsorbingChain(
        pd.DataFrame(fundamental, index=names, columns=names),
        pd.Series(fundamental.sum(axis=1), index=names, name="expected_steps"),
        pd.DataFrame(fundamental @ R, index=names, columns=ends),
    )


def project(start, P, periods, *, arrivals=None):
    r"""Follow the number of customers in each state.

    Parameters
    ----------
    start : array_like, shape (n,)
        Customers in each state now.
    P : DataFrame or array_like, shape (n, n)
        Transition probabilities; rows may sum to less than 1, the rest leaves.
    periods : int
        How many periods to follow, 1 or more.
    arrivals : array_like, shape (n,), optional
        New customers in each state at the end of each period.

    Returns
    -------
    DataFrame, shape (periods + 1, n)
        Customers by period and state.

    Raises
    ------
    ValueError
        If lengths differ or a count is negative.

    Notes
    -----
    :math:`x_{t+1} = x_t P + a`.

    References
    ----------
    Kemeny, J. G. and Snell, J. L. (1960). Finite Markov chains. Van Nostrand.

    Examples
    --------
    >>> project([100, 0], [[0.8, 0.2], [0, 1]], 2).to_numpy().round(1).tolist()
    [[100.0, 0.0], [80.0, 20.0], [64.0, 36.0]]
    """
    matrix = transition_matrix(P, "P", may_leave=True)
    now = _counts(start, "start", len(matrix))
    new = np.zeros(len(matrix)) if arrivals is None else _counts(arrivals, "arrivals", len(matrix))
    if periods != int(periods) or periods < 1:
        raise ValueError(f"periods is {periods!r}; give a whole number, 1 or more.")
    rows = [now]
    for _ in range(int(periods)):
        rows.append(rows[-1] @ matrix.to_numpy() + new)
    return pd.DataFrame(rows, columns=matrix.columns).rename_axis("period")


@dataclass(frozen=True)
class StageFlows:
    """Moves of customers between stages from one period to the next."""

    n_moves: int
    counts: pd.DataFrame = field(repr=False)
    probabilities: pd.DataFrame = field(repr=False)

    def summary(self):
        """Say in a sentence how many stay, climb and fall."""
        flows = self.counts.to_numpy()
        total = flows.sum()
        return (
            f"From one period to the next {np.trace(flows) / total:.0%} of customers keep their stage, "
            f"{np.triu(flows, 1).sum() / total:.0%} move up and {np.tril(flows, -1).sum() / total:.0%} move "
            "down."
        )

    def _repr_html_(self):
        return html_table(self) + self.probabilities.to_html()


def stage_flows(stages, order=None):
    """Count moves between stages and turn them into transition probabilities.

    Parameters
    ----------
    stages : DataFrame, shape (n_customers, n_periods)
        Stage of each customer in each period, from left to right; missing where the customer was not there.
    order : sequence, optional
        Stages from low to high; sorted by name by default. Stages nobody was in may be named.

    Returns
    -------
    StageFlows
        `counts` (from the row's stage to the column's), `probabilities` (rows sum to 1).

    Raises
    ------
    ValueError
        If there is one period only, a stage is not in `order` or nobody was there two periods running.

    Warns
    -----
    UserWarning
        If nobody moved on from a stage; its row of probabilities is missing.

    References
    ----------
    Christopher, M., Payne, A. and Ballantyne, D. (1991). Relationship marketing. Butterworth-Heinemann.

    Examples
    --------
    >>> ladder = pd.DataFrame({"spring": ["new", "new", "fan"], "autumn": ["fan", "new", "fan"]})
    >>> stage_flows(ladder, ["new", "fan"]).probabilities.to_numpy().tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    if not isinstance(stages, pd.DataFrame) or stages.shape[1] < 2:
        raise ValueError("stages needs two columns or more, one for each period, in a DataFrame.")
    seen = pd.unique(stages.to_numpy().ravel())
    seen = [stage for stage in seen if pd.notna(stage)]
    order = sorted(seen, key=lambda name: (str(type(name)), name)) if order is None else list(order)
    unknown = [stage for stage in seen if stage not in order]
    if unknown:
        raise ValueError(f"stages holds {unknown[0]!r}, which is not in order; add it or correct it.")
    before = stages.iloc[:, :-1].to_numpy(dtype=object).ravel()
    after = stages.iloc[:, 1:].to_numpy(dtype=object).ravel()
    both = pd.notna(before) & pd.notna(after)
    if not both.any():
        raise ValueError("nobody is in stages two periods running, so there are no moves to count.")
    counts = pd.crosstab(
        pd.Series(before[both], name="from", dtype=object), pd.Series(after[both], name="to", dtype=object)
    ).reindex(index=order, columns=order, fill_value=0)
    totals = counts.sum(axis=1)
    silent = [stage for stage in order if totals[stage] == 0]
    if silent:
        warnings.warn(
            f"nobody is seen in {', '.join(map(str, silent))} and again a period later, so these rows are "
            "missing.",
            stacklevel=2,
        )
    return StageFlows(int(both.sum()), counts, counts.div(totals.where(totals > 0), axis=0))


def _counts(values, name, length):
    frame = numeric_frame(pd.DataFrame({name: pd.Series(values)}), name=name, allow_missing=False)
    if len(frame) != length:
        raise ValueError(f"{name} has {len(frame)} numbers for {length} states; give one per state.")
    if (frame[name] < 0).any():
        raise ValueError(f"{name} holds {frame[name].min():g}; give counts of zero or more.")
    return frame[name].to_numpy()
