"""Multi-item scales: reverse keys, scores, reliability, item analysis and validity of constructs.

Answers become scores in ``scoring``; ``consistency`` and ``omega`` say how far a score can be trusted,
``validity`` whether the items measure one thing and not another; all public names are reached from here.
"""

from crmlab.scales.consistency import Alpha, SplitHalf, cronbach_alpha, item_analysis, split_half
from crmlab.scales.omega import Omega, mcdonald_omega
from crmlab.scales.scoring import reverse, score
from crmlab.scales.validity import average_variance_extracted, composite_reliability, htmt

__all__ = [
    "Alpha",
    "Omega",
    "SplitHalf",
    "average_variance_extracted",
    "composite_reliability",
    "cronbach_alpha",
    "htmt",
    "item_analysis",
    "mcdonald_omega",
    "reverse",
    "score",
    "split_half",
]
