"""Who is signed in."""

from client.widgets.label import Label
from common.text import isolate


class User(Label):
    """«کاربر: مریم رضایی»."""

    def show_user(self, name: str) -> None:
        """Show the full name."""
        self.setText(f"کاربر: {isolate(name)}")
