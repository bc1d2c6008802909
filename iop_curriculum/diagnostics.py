"""What is wrong and where: rules, diagnostics, and values that carry them.

A `Rule` is data: code, name of the fault, default severity and its page. `Rule.at(...)` makes a `Diagnostic`.
How diagnostics are printed is not known here (`report.py`), nor which rules exist (`rules/registry.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from iop_curriculum.source import Position, Source, Span

T = TypeVar("T")


class Severity(StrEnum):
    """How much a fault weighs. An error stops a build; `off` is only ever a setting."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place, in words that its author understands.

    `message` says what is wrong and quotes the words at fault; `hint` says what to do.
    """

    code: str
    name: str
    severity: Severity
    message: str
    hint: str
    path: str
    start: Position
    end: Position
    related: tuple[str, ...] = ()

    @property
    def sort_key(self) -> tuple[str, Position, str, str]:
        """File, place, code: the order in which diagnostics are shown."""
        return (self.path, self.start, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Rule:
    """A named fault with its page: what the rule does, why it matters, an example, and what to write instead.

    `release` is the severity that `build --release` gives it, where that differs. `fixed` rules keep their severity
    whatever `program.yml` or a local exception says.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    what: str
    why: str
    example: str
    instead: str
    release: Severity | None = None
    fixed: bool = False

    def at(
        self, source: Source, span: Span | None, message: str, hint: str = "", related: tuple[str, ...] = ()
    ) -> Diagnostic:
        """Return the diagnostic of this rule at a place; without a span, at the start of the file."""
        span = span or Span(0, 0)
        return Diagnostic(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=message,
            hint=hint or self.instead,
            path=source.path,
            start=source.position(span.start),
            end=source.position(span.end),
            related=related,
        )

    def in_file(self, path: str, message: str, hint: str = "") -> Diagnostic:
        """Return the diagnostic of this rule for a file that has no readable text."""
        return self.at(Source(path, ""), None, message, hint)


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """A value together with all that is wrong with it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        """Whether any diagnostic is an error."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return diagnostics without repetition, sorted by file and place."""
    return tuple(sorted(set(diagnostics), key=lambda d: d.sort_key))


def with_severities(
    diagnostics: Iterable[Diagnostic],
    rules: Mapping[str, Rule],
    chosen: Mapping[str, Severity],
    *,
    release: bool = False,
) -> tuple[Diagnostic, ...]:
    """Apply a programme's own severities (code → severity), and those of a release, to diagnostics.

    A rule marked `fixed` keeps its own; a rule switched off disappears. `--release` never lowers a severity.
    """
    kept = []
    for diagnostic in diagnostics:
        rule = rules[diagnostic.code]
        severity = diagnostic.severity if rule.fixed else chosen.get(rule.code, diagnostic.severity)
        if release and rule.release is not None:
            severity = rule.release
        if severity is not Severity.OFF:
            kept.append(replace(diagnostic, severity=severity))
    return tuple(kept)
