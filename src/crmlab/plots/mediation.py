"""Pictures of mediation: how sure an indirect effect is."""

from crmlab.plots._style import palette
from crmlab.plots.satisfaction import histogram


def indirect_effect(result, mediator=None, *, ax=None):
    """Draw the bootstrap draws of an indirect effect with its 95 % interval and zero.

    Parameters
    ----------
    result : crmlab.mediation.Mediation
    mediator : str, optional
        Which of several mediators, or ``"total"`` for all together, which is the default.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes
        The band is the bias-corrected and accelerated (BCa) interval.

    Raises
    ------
    ValueError
        If the mediator is not one of the result.

    Examples
    --------
    >>> import numpy as np, pandas as pd
    >>> from crmlab import mediation
    >>> rng = np.random.default_rng(1)
    >>> survey = pd.DataFrame(rng.normal(size=(100, 3)), columns=["quality", "trust", "loyalty"])
    >>> result = mediation.mediate(survey, "quality", "trust", "loyalty", n_boot=200, rng=1)
    >>> indirect_effect(result).get_xlabel()
    'effect of quality on loyalty through trust (points per point)'
    """
    names = list(result.draws.columns)
    chosen = names[-1] if mediator is None else mediator
    if chosen not in names:
        raise ValueError(f"mediator is {mediator!r}; choose one of {', '.join(map(repr, names))}.")
    several = len(names) > 1
    effect = result.indirect[chosen] if several else result.indirect
    low, high = result.bca.loc[chosen] if several else result.bca
    through = "all mediators" if several and chosen == "total" else chosen
    band = f"95 % interval: {low:.2f} to {high:.2f}"
    ax = histogram(result.draws[chosen], low, high, band=band, ax=ax)
    ax.axvline(effect, color=palette(2)[1], linestyle="--", lw=2.5, label=f"estimate: {effect:.2f}")
    ax.axvline(0, color="black", lw=1)
    ax.set(
        xlabel=f"effect of {result.x} on {result.y} through {through} (points per point)",
        ylabel="bootstrap samples",
    )
    ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return ax
