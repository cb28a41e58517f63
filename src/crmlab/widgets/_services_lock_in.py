"""How much retention may be lost when a lock-in is opened, before gross profit falls below last year's?"""

from crmlab.language import tr
from crmlab.plots.open_door import open_door_frame, open_door_lines
from crmlab.value import open_door
from crmlab.widgets.controls import Decision, Number, written
from crmlab.widgets.explorer import Explorer, steps_up


class ServicesLockIn(Explorer):
    """Open a door of a closed system and see how much retention Services can lose.

    It opens with Apple's Services in spring 2025. Their gross profit of fiscal 2024, about USD 71.1 billion,
    is derived from net sales and margin (an estimate). How much of it hangs on a door, how users react and
    what an open door changes at once is not published: all other opening values are assumptions.

    Parameters
    ----------
    **settings
        Where the controls start: ``profit`` (gross profit of last year, USD billion), ``growth`` (planned,
        % a year), ``exposed`` (share of gross profit from users whom the lock-in holds, %), ``retention`` (of
        these users, % a year), ``at_once`` (change of gross profit whoever leaves, %) and ``loss`` (points
        of retention expected to be lost).

    Examples
    --------
    >>> "8.7 points" in ServicesLockIn().reading
    True
    """

    def question(self):
        """Return the manager's question."""
        return tr(
            "Apple's Services, spring 2025: last year's gross profit was about USD 71.1 billion (derived, an "
            "estimate); the other numbers below are assumptions. How much retention may be lost if a door is "
            "opened, before gross profit falls below last year's?"
        )

    def controls(self):
        """Return gross profit, its planned growth, the exposed share and how users react."""
        percent, yearly = "%", tr("% a year")
        return [
            Number("profit", tr("Gross profit of last year"), 71.1, 1, 200, 0.1, unit=tr("USD billion")),
            Number("growth", tr("Growth planned with all doors shut"), 6, -5, 15, 0.5, unit=yearly),
            Number("exposed", tr("Gross profit from users whom this lock-in holds"), 40, 1, 100, 1,
                   unit=percent),
            Number("retention", tr("Retention of these users now"), 90, 50, 99, 1, unit=yearly),
            Number("at_once", tr("Change of gross profit at once, whoever leaves"), -1.8, -5, 5, 0.1,
                   unit=percent),
            Number("loss", tr("Retention you expect to lose"), 2, 0, 30, 0.5, unit=tr("points")),
        ]  # fmt: skip

    def work(self, s):
        """Find the break-even with these numbers, and the cost over three years."""
        door = open_door(s.profit, growth=s.growth / 100, exposed=s.exposed / 100,
                         retention=s.retention / 100, at_once=s.at_once / 100)  # fmt: skip
        loss = s.loss / 100
        return {"s": s, "door": door, "money": door.gross_profit(loss), "cost": door.cost(loss)}

    def scale(self, result):
        """Return the ends of both axes."""
        s, door = result["s"], result["door"]
        even = 100 * door.break_even_loss if door.break_even_loss < door.retention else 0
        most = min(steps_up(1.25 * max(even, s.loss, 4)), 100)
        edge = min(most / 100, door.retention)
        seen = [door.last_year, door.planned(), door.gross_profit(0), door.gross_profit(edge)]
        room = 0.12 * max(max(seen) - min(seen), 0.02 * door.last_year)
        return most, min(seen) - room, max(seen) + room

    def frame(self, ax, result):
        """Draw the axes."""
        open_door_frame(*self.scale(result), ax=ax)

    def draw(self, ax, result):
        """Draw the line, last year, the plan, the break-even and the expected loss."""
        open_door_lines(result["door"], result["s"].loss, ax=ax)

    def sentence(self, result):
        """Say how much retention may be lost, and what the expected loss costs."""
        s, door = result["s"], result["door"]
        values = {
            "last": f"{s.profit:,.1f}", "plan": f"{door.planned():,.1f}", "loss": written(s.loss, 1),
            "money": f"{result['money']:,.1f}", "cost": f"{abs(result['cost']):,.1f}",
        }  # fmt: skip
        if door.break_even_loss <= 0:
            limit = tr("With this door open gross profit falls below last year's even if nobody leaves.")
        elif door.break_even_loss >= door.retention:
            limit = tr("Gross profit stays above last year's even if all of these users leave.")
        else:
            limit = tr(
                "Retention may fall by {even} points, from {now} to {then} %, before gross profit falls "
                "below last year's.",
                even=f"{100 * door.break_even_loss:.1f}",
                now=written(s.retention, 1),
                then=f"{s.retention - 100 * door.break_even_loss:.1f}",
            )
        if result["cost"] >= 0:
            rest = tr(
                "If it falls by {loss}, the coming year brings USD {money} billion, after {last} last year "
                "and {plan} planned, and three years cost USD {cost} billion against the plan.",
                **values,
            )
        else:
            rest = tr(
                "If it falls by {loss}, the coming year brings USD {money} billion, after {last} last year "
                "and {plan} planned, and three years bring USD {cost} billion more than the plan.",
                **values,
            )
        return f"{limit} {rest}"

    def describe(self, result):
        """Describe the line, the two levels and the two points."""
        s, door = result["s"], result["door"]
        return tr(
            "Line chart of the gross profit of the coming year in USD billion over the loss of retention. It "
            "falls from {start} if nobody leaves to {money} at the {loss} points you expect. A level line "
            "marks last year, {last}, a dashed one the plan, {plan}; the largest loss that can be borne is "
            "{even} points.",
            start=f"{door.gross_profit(0):,.1f}",
            money=f"{result['money']:,.1f}",
            loss=written(s.loss, 1),
            last=f"{s.profit:,.1f}",
            plan=f"{door.planned():,.1f}",
            even=f"{100 * max(door.break_even_loss, 0):.1f}",
        )

    def decision(self):
        """Ask which lock-in to open first."""
        return Decision(
            tr("Which lock-in would you open first?"),
            {
                "steering": tr("steering: links to offers elsewhere"),
                "messaging": tr("messaging: other phones write as well"),
                "wallets": tr("wallets: other firms pay at the till"),
                "none": tr("none yet"),
            },
        )
