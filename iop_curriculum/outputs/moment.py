"""The one moment that files are stamped with, so that the same input gives the same bytes on any day."""

from __future__ import annotations

import datetime as dt
import os

_WITHOUT = 1_577_836_800  # 2020-01-01, for a call outside a build


def source_moment() -> dt.datetime:
    """Return the time in `SOURCE_DATE_EPOCH` (seconds since 1970, UTC); a build always sets it."""
    return dt.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", _WITHOUT)), dt.UTC)
