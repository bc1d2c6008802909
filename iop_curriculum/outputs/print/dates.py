"""Dates and clock times in the words of the programme's locale: only what schedules need, no library behind it."""

from __future__ import annotations

import datetime as dt

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def date_words(date: dt.date) -> str:
    """Return a date as `Mon, Jan 4, 2027`."""
    return f"{_DAYS[date.weekday()]}, {_MONTHS[date.month - 1]} {date.day}, {date.year}"


def time_words(time: dt.datetime, locale: str) -> str:
    """Return a clock time: `9:00 AM` in the United States, else `9:00`."""
    if not locale.endswith("US"):
        return f"{time.hour}:{time.minute:02}"
    half = "AM" if time.hour < 12 else "PM"
    return f"{(time.hour - 1) % 12 + 1}:{time.minute:02} {half}"
