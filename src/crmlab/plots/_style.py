"""What all pictures share: one palette that colour-blind readers can use, a marker for each colour."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
LINES = ("-", "--", ":", "-.")
GREY = "#767676"


def palette(n=8):
    """Return n colours of seaborn's colour-blind palette."""
    import seaborn as sns

    return sns.color_palette("colorblind", n)


def axes(ax, width=6.4, height=4.0):
    """Return the given axes, or new ones of that size in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def plain(ax):
    """Take the upper and right border off and put a light grid behind the data."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.set_axisbelow(True)
    ax.grid(color="#e5e5e5", linewidth=0.8)
    return ax
