"""Interactives: one manager's question each, built on ipywidgets alone.

One figure is drawn once; a control only moves its artists and the picture goes into an Image widget, which
works in JupyterLab, Notebook 7, Voila and VS Code and is kept when the notebook is saved.
"""

from crmlab.widgets.satisfaction_trap import SatisfactionTrap as satisfaction_trap

__all__ = ["satisfaction_trap"]
