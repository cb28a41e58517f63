"""A figure that is drawn once and sent to the page as a picture whenever its artists have moved."""

import base64
import html
import io


class Canvas:
    """An off-screen figure shown as an image with a description.

    An HTML widget holds the image, because ipywidgets' Image has no alternative text for screen readers.

    Parameters
    ----------
    width, height : float
        Inches.
    """

    def __init__(self, width=6.4, height=4.0):
        import ipywidgets
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.subplots()
        self.view = ipywidgets.HTML()

    def draw(self, description):
        """Send the figure as it is now to the page, with what it shows in words."""
        self.view.value = (
            f'<img alt="{html.escape(description)}" style="max-width:100%" '
            f'src="data:image/png;base64,{self.png()}">'
        )

    def png(self):
        """Return the figure as a PNG in base64."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=90)
        return base64.b64encode(buffer.getvalue()).decode()
