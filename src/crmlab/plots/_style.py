"""What all pictures share: one palette that colour-blind readers can use, a marker for each colour, words."""

from functools import cache

from crmlab import language

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
LINES = ("-", "--", ":", "-.")
GREY = "#767676"
_CHINESE_FONTS = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "SimHei",
                  "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Heiti SC", "Noto Sans CJK JP")  # fmt: skip


def tr(text, **values):
    """Translate words of a picture; they stay English where no font has Chinese characters."""
    if language.language() != "en" and chinese_font() is None:
        with language.speaking("en"):
            return language.tr(text, **values)
    return language.tr(text, **values)


@cache
def chinese_font():
    """Return the name of an installed font with Chinese characters, or None."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _CHINESE_FONTS if name in installed), None)


def fonts():
    """Return the settings in which text is drawn with the usual font and Chinese characters with theirs."""
    return {"font.family": ["sans-serif", chinese_font()] if chinese_font() else ["sans-serif"]}


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
