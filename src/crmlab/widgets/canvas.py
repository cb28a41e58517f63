"""A figure whose axes are drawn once; each new picture adds what has moved."""

import struct
import zlib

from crmlab.language import language
from crmlab.plots._style import fonts


class Canvas:
    """Pictures of one explorer at one resolution.

    Axes, labels and grid take most of the time to draw, so they are drawn once and kept as pixels, until the
    language or the scale changes.

    Parameters
    ----------
    explorer : crmlab.widgets.explorer.Explorer
    dpi : int
        Dots per inch.
    """

    def __init__(self, explorer, dpi):
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.explorer = explorer
        self.figure = Figure(figsize=explorer.size, dpi=dpi, layout="constrained")
        FigureCanvasAgg(self.figure)
        self._drawn_for = None

    def png(self, result):
        """Return the picture of a result, as the bytes of a PNG.

        Parameters
        ----------
        result : object
            What `Explorer.work` returned.

        Returns
        -------
        bytes
        """
        import matplotlib

        with matplotlib.rc_context(fonts()):
            wanted = language(), self.explorer.scale(result)
            if wanted != self._drawn_for:
                self._draw_frame(result)
                self._drawn_for = wanted
            self.figure.canvas.restore_region(self._frame)
            self._draw_what_moves(result)
        return self._encoded()

    def _draw_frame(self, result):
        self.figure.clear()
        axes = self.figure.subplots(*self.explorer.grid)
        self.explorer.frame(axes, result)
        for ax in self.figure.axes:
            ax.autoscale(False)
        self.figure.canvas.draw()
        self._frame = self.figure.canvas.copy_from_bbox(self.figure.bbox)
        self._axes = axes

    def _draw_what_moves(self, result):
        before = {id(artist) for ax in self.figure.axes for artist in ax.get_children()}
        containers = [len(ax.containers) for ax in self.figure.axes]
        self.explorer.draw(self._axes, result)
        added = [a for ax in self.figure.axes for a in ax.get_children() if id(a) not in before]
        renderer = self.figure.canvas.get_renderer()
        for artist in sorted(added, key=lambda artist: artist.get_zorder()):
            artist.draw(renderer)
        for artist in added:
            artist.remove()
        for ax, count in zip(self.figure.axes, containers, strict=True):
            del ax.containers[count:]

    def _encoded(self):
        """Return the pixels as a PNG; written here because it takes half of the time that Pillow takes."""
        import numpy as np

        pixels = np.asarray(self.figure.canvas.buffer_rgba())
        height, width = pixels.shape[:2]
        lines = np.zeros((height, 1 + 3 * width), np.uint8)  # a 0 before each line: no filter
        lines[:, 1:] = pixels[:, :, :3].reshape(height, -1)
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits, RGB
        parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines.tobytes(), 3)), (b"IEND", b""))
        chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
