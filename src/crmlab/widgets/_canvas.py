"""A figure that is drawn once and sent to the page as a picture whenever its artists have moved."""

import io


class Canvas:
    """An off-screen figure shown through an Image widget.

    Parameters
    ----------
    width, height : float
        Inches.
    alt : str
        What the picture shows, for readers who cannot see it.
    """

    def __init__(self, width=6.4, height=4.0, alt=""):
        import ipywidgets
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(self.figure)
        self.axes = self.figure.subplots()
        self.image = ipywidgets.Image(format="png", layout={"max_width": "100%"})
        self.describe(alt)

    def describe(self, alt):
        """Change the description that screen readers read out."""
        self.image.tooltip = alt

    def draw(self):
        """Send the figure as it is now to the page."""
        self.image.value = self.png()

    def png(self):
        """Return the figure as PNG bytes."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=90)
        return buffer.getvalue()
