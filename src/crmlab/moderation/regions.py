"""What is read off a moderated regression: regions of significance and differences of slopes."""

from dataclasses import dataclass

import numpy as np

from crmlab._check import html_table


@dataclass(frozen=True)
class JohnsonNeyman:
    """Where a slope differs from zero; made by `Moderation.johnson_neyman`.

    ``low`` and ``high`` are in the units of the moderator; ``significant`` tells on which side of them the
    slope differs from zero, over all values of the moderator, seen or not. A bound that does not exist is
    NaN, or infinite when the region has one end only. ``share_significant`` counts the sample's own moderator
    values.
    """

    focal: str
    moderator: str
    low: float
    high: float
    significant: str
    observed_low: float
    observed_high: float
    share_significant: float
    critical_t: float
    level: float
    control_fdr: bool
    second_at: float | None = None

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Read the result in one sentence."""
        where = {
            "everywhere": "at every value",
            "nowhere": "at no value",
            "inside": f"between {self.low:.3g} and {self.high:.3g}",
            "outside": f"below {self.low:.3g} and above {self.high:.3g}",
        }[self.significant]
        return (
            f"The slope of {self.focal} differs from zero {where} of {self.moderator}; the sample runs from "
            f"{self.observed_low:.3g} to {self.observed_high:.3g}, and {self.share_significant:.0%} of it "
            f"lies where "
            "the slope differs from zero. This compares each slope with zero, not the slopes with one "
            "another."
        )


@dataclass(frozen=True)
class SlopeDifference:
    """Difference of two simple slopes, the first minus the second; made by `Moderation.slope_difference`."""

    difference: float
    se: float
    t: float
    p: float
    low: float
    high: float

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Read the result in one sentence."""
        verdict = "differ" if self.p < 0.05 else "cannot be told apart"
        return (
            f"The two slopes {verdict}: the difference is {self.difference:.3g} (95 % interval "
            f"{self.low:.3g} to "
            f"{self.high:.3g}, p = {self.p:.3f})."
        )


def significant_region(a, b, c):
    """Where ``a w**2 + b w + c > 0``: the two bounds and which side of them."""
    discriminant = b**2 - 4 * a * c
    if discriminant <= 0:
        return np.array([np.nan, np.nan]), "everywhere" if a > 0 or c > 0 else "nowhere"
    if a == 0:
        return np.array([-c / b, np.inf] if b > 0 else [-np.inf, -c / b]), "inside"
    q = -(b + np.copysign(np.sqrt(discriminant), b)) / 2
    return np.sort([q / a, c / q]), "outside" if a > 0 else "inside"
