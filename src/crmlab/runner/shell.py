"""An IPython shell without a kernel: it runs cells and keeps what they print, show and raise."""

import contextlib
import io
import json
import signal

from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

MOST_CHARACTERS = 1_000_000
_SHOWN = ("text/plain", "image/png")


class CellTimeout(KeyboardInterrupt):
    """The cell ran longer than a cell may."""


class Recorder(list):
    """The outputs of one cell in the form of a notebook, cut off at a total size."""

    def __init__(self):
        super().__init__()
        self.room = MOST_CHARACTERS

    def write(self, name, text):
        """Add printed text, to the last output where that is of the same stream."""
        text = text[: max(self.room, 0)]
        self.room -= len(text)
        if not text:
            return
        if not (self and self[-1].get("name") == name):
            self.append({"output_type": "stream", "name": name, "text": ""})
        self[-1]["text"] += text

    def show(self, kind, data, **more):
        """Add something displayed, if there is room for it."""
        data = {mime: data[mime] for mime in _SHOWN if isinstance(data.get(mime), str)}
        size = len(json.dumps(data))
        if data and size <= self.room:
            self.room -= size
            self.append({"output_type": kind, "data": data, "metadata": {}, **more})


class _Stream(io.TextIOBase):
    def __init__(self, shell, name):
        self._shell, self.name = shell, name

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._shell.recorder.write(self.name, text)
        return len(text)


class _Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, **kwargs):
        self.shell.recorder.show("display_data", data)

    def clear_output(self, wait=False):
        self.shell.recorder.clear()


class GradingShell(InteractiveShell):
    """Runs one notebook's cells; make it before the fork and use it after."""

    def __init__(self, **traits):
        self.recorder = Recorder()
        # No history file: the forked student would inherit it open.
        super().__init__(config=Config(HistoryManager={"enabled": False, "hist_file": ":memory:"}), **traits)
        self.display_trap.hook = self._show_result
        self.display_formatter.active_types = list(_SHOWN)

    def init_display_pub(self):
        """Send displays to the recorder."""
        self.display_pub = _Publisher(parent=self, shell=self)

    def _show_result(self, result=None):
        if result is not None:
            data, _ = self.display_formatter.format(result)
            self.user_ns["_"] = result
            self.recorder.show("execute_result", data, execution_count=self.execution_count)

    def _showtraceback(self, etype, evalue, stb):
        """Keep an error as an output of the cell."""
        self.recorder.append(
            {
                "output_type": "error",
                "ename": str(etype.__name__)[:200],
                "evalue": str(evalue)[:2000],
                "traceback": [line[:2000] for line in stb][-20:],
            }
        )

    def run(self, source, seconds):
        """Run one cell.

        Parameters
        ----------
        source : str
        seconds : float
            After this time the cell is interrupted, and again each second.

        Returns
        -------
        list of dict
            Outputs as in a notebook.
        """
        self.recorder = Recorder()
        with (
            contextlib.redirect_stdout(_Stream(self, "stdout")),
            contextlib.redirect_stderr(_Stream(self, "stderr")),
            at_most(seconds),
        ):
            try:
                self.run_cell(source, store_history=True)
            except CellTimeout as late:
                self._showtraceback(CellTimeout, late, [])
        return list(self.recorder)


@contextlib.contextmanager
def at_most(seconds):
    """Interrupt what runs inside after some seconds, and again each second until it ends.

    Parameters
    ----------
    seconds : float

    Examples
    --------
    >>> with at_most(5):
    ...     sum(range(4))
    6
    """

    def late(number, frame):
        raise CellTimeout(f"stopped after {seconds:g} seconds")

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
