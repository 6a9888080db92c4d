"""Today in Tehran, in words."""

from datetime import date

from client.widgets.label import Label
from common import jalali


class Today(Label):
    """«دوشنبه ۳ آذر ۱۴۰۴»."""

    def show_date(self, today: date) -> None:
        """Show `today`."""
        self.setText(jalali.show_long(today))
