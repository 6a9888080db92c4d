"""An invented province: desks, staff and two years of cases, the same for the same seed and day."""

from __future__ import annotations

from server.demo.build import build
from server.demo.people import DemoUser

__all__ = ["DemoUser", "build"]
