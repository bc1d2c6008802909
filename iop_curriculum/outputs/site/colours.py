"""A programme's two colours → a style sheet whose text can be read on them, in light and in dark.

Contrast is WCAG 2's: (lighter + 0.05) / (darker + 0.05) of relative luminances; text wants 4.5.
"""

from __future__ import annotations

from iop_curriculum.content.schema import Colours

ENOUGH = 4.5
LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1e2129"
_STEPS = 40

Rgb = tuple[float, float, float]


def programme_css(colours: Colours) -> str:
    """Return the style sheet that sets the programme's colours."""
    primary, accent = colours.primary, colours.accent
    on_primary = "#ffffff" if contrast(primary, "#ffffff") >= contrast(primary, "#000000") else "#000000"
    light = {"--iop-primary": primary, "--iop-on-primary": on_primary, "--iop-link": readable_on(primary, LIGHT_PAGE)}
    light["--iop-accent"] = readable_on(accent, LIGHT_PAGE)
    dark = {"--iop-link": readable_on(primary, DARK_PAGE), "--iop-accent": readable_on(accent, DARK_PAGE)}
    patient_dark = "@media screen and (prefers-color-scheme: dark) {\n" + _rule(".iop-patient", dark) + "}\n"
    return _rule(":root", light) + _rule('[data-md-color-scheme="slate"]', dark) + patient_dark


def _rule(selector: str, values: dict[str, str]) -> str:
    return f"{selector} {{\n" + "".join(f"  {name}: {value};\n" for name, value in values.items()) + "}\n"


def readable_on(colour: str, page: str) -> str:
    """Return the colour, made darker or lighter until it can be read on a page of that colour with a margin."""
    towards = (0.0, 0.0, 0.0) if luminance(page) > 0.5 else (1.0, 1.0, 1.0)
    own = _rgb(colour)
    for step in range(_STEPS + 1):
        mixed = _hex(tuple(c + (t - c) * step / _STEPS for c, t in zip(own, towards, strict=True)))
        if contrast(mixed, page) >= ENOUGH + 0.7:
            return mixed
    return _hex(towards)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Return a colour's relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rgb(colour: str) -> Rgb:
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)
