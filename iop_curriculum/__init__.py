"""Psychoeducation for intensive outpatient programmes: Markdown files → facilitator site, print and numbered curricula."""

__version__ = "0.1.0"
