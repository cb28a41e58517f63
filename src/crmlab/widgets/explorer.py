"""The base of all interactives: settings, result, picture, sentence, language, decisions and static twin.

How to add a widget, on one page
--------------------------------
1. Statistics and formulas belong in the library (`crmlab.value`, `crmlab.satisfaction`, ...); a widget calls
   them. New drawing code goes into `crmlab.plots`, in the module of its concept.
2. Make ``src/crmlab/widgets/<name>.py`` with a subclass of `Explorer`. Give it:

   ``question()``
       The manager's question it answers, one sentence.
   ``controls()``
       A list of `Number` and `Choice`. Their first values are the telling setting it opens with. It is called
       again when the language changes, so build it from ``tr(...)`` each time and keep it cheap.
   ``work(s)``
       Compute from the settings (``s.retention``) and return anything you like: the *result*. Raise a
       ValueError with a translated sentence if the settings do not go together; it is shown beside the
       control and the last picture stands. Fit models in ``__init__``, not here.
   ``frame(ax, result)``
       Draw what does not move: limits, labels, grid, legend. It is drawn once and kept as pixels. With
       ``grid = (1, 2)`` you get the array of axes instead of one.
   ``draw(ax, result)``
       Add what moves: lines, bars, texts. *Only add*: what is there already (ticks, title, limits) is in the
       kept pixels. No seaborn and no legend here, give colours and ``zorder``; aim at under 15 ms.
   ``scale(result)``
       Only if the frame depends on the settings (limits that grow): what it depends on, made coarse with
       `steps_up` so that it seldom changes.
   ``sentence(result)``
       The reading in one sentence with the numbers in it.
   ``describe(result)``
       The text equivalent of the picture: kind of chart, what is on it, the main values.
   ``shown(s)``
       Only if some controls do not matter at some settings: the names of those that do.
   ``decision()``
       Only if it asks for one: a `Decision`.

   Words in pictures: in a widget module ``tr`` from `crmlab.plots._style` (English where no Chinese font is
   installed) for ``frame`` and ``draw``, ``tr`` from `crmlab.language` for everything else. Colour is never
   the only carrier: a marker, a hatch or a line style goes with each.
3. Export it in ``widgets/__init__.py`` and add one line to ``tests/browser/registry.py``; that brings the
   browser tests and the latency bench. Test the numbers in the sentence in ``tests/unit``.
4. Translate the messages in ``crmlab.po``, run ``make build``.
5. ``pytest tests/browser -k "<name>"`` leaves pictures in ``build/screenshots``: look at each of them.
"""

import math
from datetime import UTC, datetime
from types import SimpleNamespace
from uuid import uuid4

from crmlab.language import language, speaking, tr
from crmlab.widgets.canvas import Canvas
from crmlab.widgets.controls import Number, belief_control
from crmlab.widgets.twin import Twin

_SCREEN, _PRINT = 100, 160  # dots per inch
_STEPS = (1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10)


class Explorer:
    """An interactive that answers one question; see this module for how to make one.

    Parameters
    ----------
    **settings
        Where the controls start, by name.

    Raises
    ------
    ValueError
        If a setting is unknown or cannot be set.
    """

    size = (5.8, 3.6)
    """Width and height of the picture in inches."""
    grid = (1, 1)
    """Rows and columns of axes."""
    slow = False
    """Whether to redraw when a slider is let go, not while it moves."""

    def __init__(self, **settings):
        self.language = language()
        self._key = uuid4().hex[:8]
        self._canvas = Canvas(self, _SCREEN)
        self._view = None
        self._log = []
        self.settings = {control.name: control.value for control in self.controls()}
        self.result = None
        self.set(**settings)

    def question(self):
        """Return the manager's question."""
        raise NotImplementedError

    def controls(self):
        """Return the controls, a list of `Number` and `Choice`."""
        raise NotImplementedError

    def work(self, s):
        """Compute the result from the settings."""
        raise NotImplementedError

    def frame(self, ax, result):
        """Draw what does not move."""
        raise NotImplementedError

    def draw(self, ax, result):
        """Add what moves."""
        raise NotImplementedError

    def sentence(self, result):
        """Return the reading of the result."""
        raise NotImplementedError

    def describe(self, result):
        """Return the picture in words."""
        raise NotImplementedError

    def scale(self, result):
        """Return what the frame depends on."""
        return None

    def shown(self, s):
        """Return the names of the controls that matter at these settings, or None for all."""
        return None

    def decision(self):
        """Return the `Decision` it asks for, or None."""
        return None

    def set(self, **settings):
        """Change settings; nothing changes if one of them cannot be set.

        Parameters
        ----------
        **settings
            New values by name of the control.

        Raises
        ------
        ValueError
            If a setting is unknown, out of range or does not go with the others.
        """
        with speaking(self.language):
            checked = {name: self._control(name).check(value) for name, value in settings.items()}
            wanted = {**self.settings, **checked}
            if self.result is not None and wanted == self.settings:
                return
            self.result = self.work(SimpleNamespace(**wanted))
        self.settings = wanted
        if self._view is not None:
            self._view.update()

    def use_language(self, code):
        """Speak another language from now on, with the settings as they are.

        Parameters
        ----------
        code : str
            ``"en"`` or ``"zh_CN"``.
        """
        with speaking(code):
            self.language = code
        if self._view is not None:
            self._view.relabel()
            self._view.update()

    @property
    def reading(self):
        """The sentence for the settings as they are."""
        with speaking(self.language):
            return self.sentence(self.result)

    @property
    def description(self):
        """The picture in words, for the settings as they are."""
        with speaking(self.language):
            return self.describe(self.result)

    def picture(self):
        """Return the picture for the settings as they are, as the bytes of a PNG."""
        with speaking(self.language):
            return self._canvas.png(self.result)

    def static(self, **settings):
        """Return the picture, its words and its sentence at a setting, for a page without a kernel.

        Parameters
        ----------
        **settings
            Values that differ from the present ones, by name.

        Returns
        -------
        Twin
        """
        return self._twin(_PRINT, settings)

    def frames(self, name, values):
        """Return a slider that shows one picture for each value and needs no kernel.

        Parameters
        ----------
        name : str
            Which control it moves; the others stay where they are.
        values : sequence
            Its values, in order.

        Returns
        -------
        ipywidgets.VBox
        """
        import ipywidgets

        with speaking(self.language):
            control = self._control(name)
            is_number = isinstance(control, Number)
            shown = [control.show(value) if is_number else control.options[value] for value in values]
        pages = [ipywidgets.HTML(self._twin(_SCREEN, {name: value}).html()) for value in values]
        stack = ipywidgets.Stack(pages, selected_index=0)
        slider = ipywidgets.SelectionSlider(
            options=shown, description=control.title, style={"description_width": "initial"},
            layout={"width": "auto", "max_width": "40em"},
        )  # fmt: skip
        ipywidgets.jslink((slider, "index"), (stack, "selected_index"))
        return ipywidgets.VBox([slider, stack])

    @property
    def decisions(self):
        """What was decided, in order of time.

        A DataFrame, one row a decision: ``noted_at`` (UTC), ``choice``, ``belief_percent`` (how sure the
        reader was) and one column for each setting.
        """
        import pandas as pd

        columns = ["noted_at", "choice", "belief_percent", *self.settings]
        index = pd.RangeIndex(1, len(self._log) + 1, name="decision")
        return pd.DataFrame(self._log, columns=columns, index=index)

    def decide(self, choice, belief_percent):
        """Note a decision at the settings as they are.

        Parameters
        ----------
        choice : str
            One of the options of its question.
        belief_percent : float
            How sure you are that it is right, 0 to 100.

        Raises
        ------
        ValueError
            If it asks for no decision, there is no such option or the belief is out of range.
        """
        with speaking(self.language):
            asked = self.decision()
            if asked is None:
                raise ValueError(tr("this widget asks for no decision."))
            if choice not in asked.options:
                raise ValueError(
                    tr("'{value}' is no option; choose from {options}.",
                       value=choice, options=", ".join(asked.options))
                )  # fmt: skip
            belief = belief_control().check(belief_percent)
        noted = {"noted_at": datetime.now(UTC), "choice": choice, "belief_percent": belief}
        self._log.append({**noted, **self.settings})

    @property
    def view(self):
        """The ipywidgets box with controls and picture; made when it is first asked for."""
        if self._view is None:
            from crmlab.widgets.view import View

            self._view = View(self, f"crmlab-live-{self._key}")
        return self._view

    def _control(self, name):
        known = {control.name: control for control in self.controls()}
        if name not in known:
            raise ValueError(
                tr("there is no setting '{name}'; there are {names}.", name=name, names=", ".join(known))
            )
        return known[name]

    def _twin(self, dpi, settings, key=""):
        before = self.settings, self.result, self._view
        self._view = None
        try:
            self.set(**settings)
            with speaking(self.language):
                png = Canvas(self, dpi).png(self.result)
                words = self.describe(self.result), self.sentence(self.result)
        finally:
            self.settings, self.result, self._view = before
        return Twin(png, *words, width=int(self.size[0] * _SCREEN), language=self.language, key=key)

    def _ipython_display_(self):
        from IPython.display import display

        display(self.view.box)
        display(self._twin(_PRINT, {}, self._key))


def steps_up(value):
    """Round up to a round number, so that the scale of an axis seldom changes.

    Parameters
    ----------
    value : float
        Zero or more.

    Returns
    -------
    float
        1, 1.2, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten.

    Examples
    --------
    >>> steps_up(1300), steps_up(0.4), steps_up(0)
    (1500.0, 0.4, 1.0)
    """
    if value <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    least = value * (1 - 1e-9)
    return next(float(f"{step * power:.12g}") for step in _STEPS if step * power >= least)
