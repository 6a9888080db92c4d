"""Which version of the program runs."""

from client.widgets.label import Label
from common.text import isolate, persian_digits


class Version(Label):
    """«نسخهٔ ۰.۱.۰»."""

    def show_version(self, version: str) -> None:
        """Show `version`, such as 0.1.0."""
        self.setText(f"نسخهٔ {isolate(persian_digits(version))}")
