"""Page operators → the same, with all that is drawn outside the structure marked as artifact.

ISO 32000-1, 14.8.2.2 and PDF/UA-1, 7.1: content is tagged or it is an artifact. Rules, backgrounds and frames are drawn
by many hands, so one pass over a finished page's operators marks whatever paints outside marked content. Input and
output are the list of strings that a ReportLab canvas collects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

BEGIN = "/Artifact BMC"
END = "EMC"

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f|F|f\*|B|B\*|b|b\*|Do|sh|Tj|TJ|'|\")(?=\s|$)")
# Another spelling of EMC: only an artifact that this pass has opened may be continued.
_OWN_END = "EMC "


def mark_artifacts(operators: Sequence[str]) -> list[str]:
    """Return the operators with `/Artifact BMC … EMC` around each run of painting outside marked content.

    A path's construction comes inside with its painting: between them no marked content may begin (14.6.1).
    """
    marked: list[str] = []
    depth = 0
    path_at: int | None = None
    for operator in operators:
        if operator == END:
            depth -= 1
        elif operator.endswith((" BDC", " BMC")):
            depth += 1
        elif depth == 0 and " BDC " not in operator:
            if _PAINTS.search(operator):
                _wrap(marked, path_at, operator)
                path_at = None
                continue
            if operator.startswith("n "):
                path_at = len(marked)
            elif operator.strip() in ("n", "W n", "W* n"):
                path_at = None
        marked.append(operator)
    return marked


def _wrap(marked: list[str], path_at: int | None, operator: str) -> None:
    begin = len(marked) if path_at is None else path_at
    if path_at is None and marked and marked[-1] == _OWN_END:
        marked.pop()
    else:
        marked.insert(begin, BEGIN)
    marked += [operator, _OWN_END]
