"""Psychoeducation for intensive outpatient programmes: Markdown → facilitator site, print, numbered curricula."""

__version__ = "0.1.0"
