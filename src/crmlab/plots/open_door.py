"""A picture of gross profit after a door is opened, by how much retention is lost."""

from crmlab.plots._style import GREY, axes, palette, plain, tr


def open_door_frame(most, low, high, *, ax=None):
    """Draw the empty picture for `open_door_lines`.

    Parameters
    ----------
    most : float
        Largest loss of retention, in points.
    low, high : float
        Ends of the axis of money, in billions.
    ax : matplotlib Axes, optional

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> open_door_frame(20, 60, 80).get_xlabel()
    'loss of yearly retention among the exposed (points)'
    """
    from matplotlib.lines import Line2D

    ax = plain(axes(ax))
    blue, orange = palette(2)
    keys = [
        Line2D([], [], color=blue, lw=2.5, label=tr("with the door open")),
        Line2D([], [], color=GREY, lw=2, linestyle="--", label=tr("plan with the door shut")),
        Line2D([], [], color="black", lw=1, label=tr("last year")),
        Line2D([], [], color="black", marker="o", ms=8, linestyle="", label=tr("break-even")),
        Line2D([], [], color=orange, marker="D", ms=8, mec="black", linestyle="", label=tr("as you expect")),
    ]
    ax.set(xlim=(0, most), ylim=(low, high),
           xlabel=tr("loss of yearly retention among the exposed (points)"),
           ylabel=tr("gross profit of the coming year (USD bn)"))  # fmt: skip
    ax.xaxis.set_major_formatter("{x:g}")
    ax.legend(handles=keys, frameon=False, loc="lower center", bbox_to_anchor=(0.45, 1), ncols=2)
    return ax


def open_door_lines(door, expected, *, ax):
    """Draw gross profit of the coming year over the loss of retention, with last year and the plan.

    Parameters
    ----------
    door : crmlab.value.OpenDoor
    expected : float
        Loss of retention that is expected, in points.
    ax : matplotlib Axes
        Made by `open_door_frame`.

    Returns
    -------
    matplotlib Axes

    Examples
    --------
    >>> from crmlab import value
    >>> door = value.open_door(70, growth=0.05, exposed=0.3, retention=0.9, at_once=-0.01)
    >>> ax = open_door_lines(door, 3, ax=open_door_frame(20, 66, 76))
    >>> [text.get_text() for text in ax.texts]
    ['11.3 points', '72.03']
    """
    blue, orange = palette(2)
    most = ax.get_xlim()[1]
    reach = ax.get_ylim()[1] - ax.get_ylim()[0]
    white = {"facecolor": "white", "edgecolor": "none", "pad": 1}
    ax.axhline(door.last_year, color="black", lw=1)
    ax.axhline(door.planned(), color=GREY, ls="--", lw=2)
    end = min(most, 100 * door.retention)
    ends = [0, end]
    ax.plot(ends, [door.gross_profit(points / 100) for points in ends], color=blue, lw=2.5, zorder=3)
    even = 100 * door.break_even_loss
    if 0 <= even <= most and door.break_even_loss < door.retention:
        ax.plot([even], [door.last_year], "o", color="black", ms=8, zorder=5, clip_on=False)
        ax.text(even - 0.015 * most, door.last_year - 0.03 * reach, tr("{even} points", even=f"{even:.1f}"),
                va="top", ha="right", weight="bold", zorder=6, bbox=white)  # fmt: skip
    money = door.gross_profit(expected / 100)
    ax.plot([expected], [money], "D", color=orange, ms=8, mec="black", zorder=5, clip_on=False)
    right = expected < 0.8 * most
    ax.text(expected + (0.015 if right else -0.015) * most, money + 0.03 * reach, f"{money:.2f}", va="bottom",
            ha="left" if right else "right", zorder=6, bbox=white)  # fmt: skip
    return ax
