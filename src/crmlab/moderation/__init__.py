"""Moderated regression: interactions of two or three variables, simple slopes, Johnson-Neyman regions.

``fit`` estimates the model, ``model`` reads slopes off it, ``regions`` holds what the slopes are compared
with.
"""

from crmlab.moderation.fit import moderate
from crmlab.moderation.model import Moderation
from crmlab.moderation.regions import JohnsonNeyman, SlopeDifference

__all__ = ["JohnsonNeyman", "Moderation", "SlopeDifference", "moderate"]
