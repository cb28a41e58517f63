"""crmlab: a course in customer relationship management that runs.

Names are loaded when they are first used, so that ``import crmlab`` itself costs next to nothing.
"""

from importlib import import_module

__version__ = "0.1.0"

_NAMES = {
    "student": "crmlab.identity",
    "checker": "crmlab.grading.check",
    "use_language": "crmlab.language",
}
_MODULES = frozenset(
    (
        "authoring",
        "churn",
        "claims",
        "course",
        "datasets",
        "factors",
        "grading",
        "identity",
        "language",
        "loyalty",
        "mediation",
        "moderation",
        "plots",
        "quality",
        "recovery",
        "relationship",
        "satisfaction",
        "scales",
        "switching",
        "value",
        "widgets",
    )
)
__all__ = ["__version__", *sorted(_NAMES), *sorted(_MODULES)]


def __getattr__(name):
    """Import a module or a top-level function of crmlab when it is first asked for."""
    if name in _NAMES:
        return getattr(import_module(_NAMES[name]), name)
    if name in _MODULES:
        return import_module(f"crmlab.{name}")
    raise AttributeError(f"crmlab has no name {name!r}; it has: {', '.join(__all__[1:])}")


def __dir__():
    """List the lazily loaded names too."""
    return __all__
