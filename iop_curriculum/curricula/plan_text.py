"""A plan → the curriculum's file with its `sessions:` rewritten, and every other line as it was.

What an author has written at a session (a pin, a number, a comment) goes with it.
"""

from __future__ import annotations

from collections import defaultdict

from iop_curriculum.content.model import ContentFile
from iop_curriculum.curricula.placing import Place
from iop_curriculum.curricula.planning import Plan, Problem


def with_sessions(problem: Problem, plan: Plan) -> str:
    """Return the whole text of the curriculum's file with the plan's sessions."""
    file = problem.curriculum.file
    text = file.source.text
    block = "sessions:\n" + "".join(line + "\n" for line in _lines(problem, plan))
    key = file.key_spans.get(("sessions",))
    if key is None:
        return text.rstrip("\n") + "\n\n" + block
    end = _end_of_sessions(file)
    while end < len(text) and text[end] != "\n":
        end += 1
    return text[: key.start] + block + text[end + 1 :]


def _end_of_sessions(file: ContentFile) -> int:
    """Return where the list ends; a block list's own span runs on over comments behind it, its last item does not."""
    whole = file.value_spans[("sessions",)]
    items = [s.end for path, s in file.value_spans.items() if path[:1] == ("sessions",) and len(path) > 1]
    is_block = not file.source.text.startswith("[", whole.start)
    return max(items) if items and is_block else whole.end


def _lines(problem: Problem, plan: Plan) -> list[str]:
    written = _written(problem)
    out = []
    in_order = True  # until an empty place, sessions fall into their places by their order alone
    for place in problem.places:
        slug = plan.get(place)
        if slug is None:
            in_order = False
            continue
        own = written[slug].pop(0) if written[slug] else None
        if own is not None and ("{" in own or in_order):
            out.append(f"  - {own}")
        else:
            out.append(f"  - {slug}" if in_order else f"  - {_at(slug, place)}")
    return out


def _at(slug: str, place: Place) -> str:
    return f"{{module: {slug}, week: {place.week}, day: {place.day}}}"


def _written(problem: Problem) -> dict[str, list[str]]:
    """Return what stands at each session, its comment included, by module."""
    file = problem.curriculum.file
    text = file.source.text
    out: dict[str, list[str]] = defaultdict(list)
    for number, session in enumerate(problem.curriculum.spec.sessions):
        span = file.value_spans.get(("sessions", number))
        if span is None:
            continue
        end = text.find("\n", span.end)
        rest = text[span.end : len(text) if end == -1 else end]
        comment = rest if rest.lstrip().startswith("#") else ""
        item = " ".join(text[span.start : span.end].split())
        out[session.module].append(
            (item if item.startswith(("{", session.module)) else session.module) + comment.rstrip()
        )
    return out
