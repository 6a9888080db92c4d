"""What is loaded when the first window shows."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "psycopg2", "keyring", "nacl", "reportlab", "pypdfium2", "xlsxwriter", "openpyxl")


def test_the_sign_in_window_does_not_wait_for_what_comes_after_it() -> None:
    program = f"import sys, client.application; print(*(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
