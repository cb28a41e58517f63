"""Authoring: from one source per chapter to every notebook, and the gates that a chapter passes.

`source` reads a chapter, `frame` and `references` write the cells that every chapter has alike, `build` makes
the notebooks, `catalogue` looks after the translations, `coverage` counts concepts, `gates` finds faults.
"""
