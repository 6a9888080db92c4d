"""UTC instants as the feed and the cache write them, so that their text sorts by time."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The local clock, in UTC."""
    return datetime.now(UTC)


def written(instant: datetime) -> str:
    """2026-11-24T08:12:31.250000Z"""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read(text: str) -> datetime:
    """The instant that `written` wrote."""
    return datetime.fromisoformat(text)
