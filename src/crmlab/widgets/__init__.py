"""Interactives: one manager's question each, built on ipywidgets alone.

One figure is drawn once; a control only moves its artists and the picture goes to the page as an image with
a description. A page without a kernel shows the picture and the sentence as they were last.
"""

from crmlab.widgets.satisfaction_trap import SatisfactionTrap as satisfaction_trap

__all__ = ["satisfaction_trap"]
