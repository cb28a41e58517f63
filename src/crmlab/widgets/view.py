"""The ipywidgets of an explorer: controls, picture, sentence and the decision panel."""

import html
from contextlib import contextmanager
from types import SimpleNamespace

from crmlab.language import speaking, tr
from crmlab.widgets.controls import Number, belief_control
from crmlab.widgets.twin import image, lang

_WRAP = {"display": "flex", "flex_flow": "row wrap", "align_items": "flex-start"}
# Long labels break into lines instead of being cut off.
_STYLE = """<style>
.crmlab-explorer {max-width: 48em}
.crmlab-explorer .widget-label {white-space: normal; height: auto; line-height: 1.25; text-align: left}
.crmlab-explorer .widget-html-content {line-height: 1.4}
.crmlab-explorer p {margin: 0.2em 0}
.crmlab-control {margin: 0 1.5em 0.4em 0}
.crmlab-control .widget-text, .crmlab-control .widget-dropdown {height: auto; min-height: 2em}
.crmlab-decision .widget-dropdown {flex-direction: column; align-items: stretch; height: auto}
.crmlab-decision .widget-dropdown .widget-label {width: auto; max-width: 100%}
.crmlab-decision .widget-dropdown select {flex: none; height: 2em}
</style>"""


class View:
    """The live face of an explorer.

    Parameters
    ----------
    explorer : crmlab.widgets.explorer.Explorer
    live_class : str
        CSS class by which the page knows that it is there.
    """

    def __init__(self, explorer, live_class):
        import ipywidgets as w

        self.explorer = explorer
        self._busy = False
        self._question = w.HTML(layout={"flex": "1 1 20em"})
        self._language = w.Button(layout={"width": "auto"})
        self._language.on_click(self._switch_language)
        self._controls = {control.name: self._make(control) for control in self._declared()}
        self._picture, self._sentence = w.HTML(), w.HTML()
        parts = [
            w.Box([self._question, self._language], layout={**_WRAP, "justify_content": "space-between"}),
            w.Box([control.box for control in self._controls.values()], layout=_WRAP),
            self._picture,
            self._sentence,
        ]
        self._panel = None
        with speaking(explorer.language):
            if explorer.decision() is not None:
                self._panel = _Panel(explorer)
                parts.append(self._panel.box)
        self.box = w.VBox(parts)
        self.box.add_class("crmlab-explorer").add_class(live_class)
        self.relabel()
        self.update()

    def relabel(self):
        """Write all labels in the language of the explorer."""
        with self._quiet(), speaking(self.explorer.language):
            other = {"en": "中文", "zh_CN": "English"}
            self._language.description = other[self.explorer.language]
            code, question = self.explorer.language, html.escape(self.explorer.question())
            self._question.value = f'{_STYLE}<p lang="{lang(code)}"><b>{question}</b></p>'
            for control in self.explorer.controls():
                self._controls[control.name].relabel(control)
            if self._panel is not None:
                self._panel.relabel()

    def update(self):
        """Show the settings, the picture and the sentence as they are."""
        explorer = self.explorer
        width = int(explorer.size[0] * 100)
        self._picture.value = image(
            explorer.picture(), explorer.description, width
        )  # first: it is waited for
        self._sentence.value = status(explorer.reading, explorer.language)
        matter = explorer.shown(SimpleNamespace(**explorer.settings))
        with self._quiet():
            for name, value in explorer.settings.items():
                control = self._controls[name]
                control.show(value)
                control.box.layout.display = None if matter is None or name in matter else "none"

    def _declared(self):
        with speaking(self.explorer.language):
            return self.explorer.controls()

    def _make(self, control):
        kind = _NumberControl if isinstance(control, Number) else _ChoiceControl
        return kind(control, self._changed, live=not self.explorer.slow)

    def _changed(self, control, read):
        """Take what a control says; if it cannot be set say why beside it, and leave the picture."""
        if self._busy:
            return
        with speaking(self.explorer.language):
            try:
                value = read()
                self.explorer.set(**{control.name: value})
            except ValueError as error:
                control.complain(str(error), self.explorer.language)
            else:
                with self._quiet():
                    control.show(value)

    def _switch_language(self, _button):
        self.explorer.use_language("en" if self.explorer.language != "en" else "zh_CN")

    @contextmanager
    def _quiet(self):
        """Whatever changes in here was not done by the reader."""
        before, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = before


class _NumberControl:
    """A field to type in and a slider, with room for a message between them."""

    def __init__(self, control, changed, live):
        import ipywidgets as w

        self.name, self._control = control.name, control
        self.field = w.Text(continuous_update=False, layout={"width": "auto"})
        self.slider = w.FloatSlider(
            value=control.snap(control.value), min=control.low, max=control.high, step=control.step,
            readout=False, continuous_update=live, layout={"width": "auto"},
        )  # fmt: skip
        self.message = w.HTML()
        self.box = w.VBox([self.field, self.message, self.slider], layout={"width": "22em"})
        self.box.add_class("crmlab-control")
        self.field.observe(lambda _: changed(self, lambda: self._control.read(self.field.value)), "value")
        self.slider.observe(lambda _: self._moved(changed), "value")

    def _moved(self, changed):
        place = round(self.slider.value, 9)
        if place != self._place:  # the page sends places it was sent back, too
            self._place = place
            changed(self, lambda: self._control.snap(place))

    def relabel(self, control):
        self._control = control
        self.field.description = control.title
        self.field.style.description_width = "15em"

    def show(self, value):
        self._place = self._control.snap(value)
        self.slider.value = self._place
        self.field.value = self._control.show(value)
        self.message.value = ""

    def complain(self, message, code):
        self.message.value = alert(message, code)


class _ChoiceControl:
    """A list to pick from."""

    def __init__(self, control, changed, live):
        import ipywidgets as w

        self.name = control.name
        self.list = w.Dropdown(layout={"width": "auto"})
        self.message = w.HTML()
        self.box = w.VBox([self.list, self.message], layout={"width": "26em"})
        self.box.add_class("crmlab-control")
        self.list.observe(lambda _: changed(self, lambda: self.list.value), "value")

    def relabel(self, control):
        before = self.list.value
        self.list.description = control.title
        self.list.style.description_width = "auto"
        self.list.options = [(words, value) for value, words in control.options.items()]
        self.list.value = control.value if before is None else before

    def show(self, value):
        self.list.value = value
        self.message.value = ""

    def complain(self, message, code):
        self.message.value = alert(message, code)


class _Panel:
    """Asks for a decision and how sure the reader is, and notes both."""

    def __init__(self, explorer):
        import ipywidgets as w

        self.explorer = explorer
        self._list = w.Dropdown(layout={"width": "auto", "flex": "1 1 26em"})
        self._belief = w.Text(continuous_update=False, layout={"width": "17em"})
        self._button = w.Button(layout={"width": "auto"})
        self._message = w.HTML()
        self._button.on_click(self._note)
        self.box = w.VBox(
            [
                w.Box([self._list, self._belief, self._button], layout={**_WRAP, "align_items": "flex-end"}),
                self._message,
            ]
        )
        self.box.add_class("crmlab-decision")

    def relabel(self):
        asked, before = self.explorer.decision(), self._list.value
        self._list.description = asked.question
        self._list.style.description_width = "auto"
        self._list.options = [
            (tr("(choose)"), ""), *((words, value) for value, words in asked.options.items())
        ]  # fmt: skip
        self._list.value = before or ""
        self._belief.description = belief_control().title
        self._belief.style.description_width = "12em"
        self._button.description = tr("Note my decision")
        self._message.value = ""

    def _note(self, _button):
        code = self.explorer.language
        with speaking(code):
            try:
                if not self._list.value:
                    raise ValueError(tr("Choose one of the options first."))
                self.explorer.decide(self._list.value, belief_control().read(self._belief.value))
            except ValueError as error:
                self._message.value = alert(str(error), code)
            else:
                count = len(self.explorer.decisions)
                self._message.value = status(
                    tr("Noted as decision {count}, with the settings above.", count=count), code
                )


def status(text, code):
    """Return a sentence that a screen reader reads when it changes."""
    return f'<p role="status" aria-live="polite" lang="{lang(code)}">{html.escape(text)}</p>'


def alert(text, code):
    """Return a sentence that says what is wrong, with a sign and not by colour alone."""
    return f'<p role="alert" lang="{lang(code)}">⚠ {html.escape(text)}</p>'
