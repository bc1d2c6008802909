"""The site's own words in patient languages, and clock times as people write them. No content and no HTML."""

from __future__ import annotations

import datetime as dt

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "now": "Get help now",
        "treatment": "Finding treatment",
        "program": "Your program",
        "topics": "More help",
        "blank": "to fill in by hand",
        "print": "Print this page",
        "reset": "Clear what I typed",
        "reset_done": "Cleared.",
        "stored": "What you type stays on this page. It is not saved or sent.",
        "stored_ask": "What you type stays on this page. It is not sent.",
        "idle": "This page was hidden because nobody used it for ten minutes.",
        "show": "Show the page",
        "pdf": "PDF",
        "large_pdf": "PDF, large print",
        "keep": "Keep it on this device?",
        "keep_risk": (
            "People who share this device could read what you wrote. It stays on this device only, for 14 days. "
            "Then it is erased. Do not keep it on a borrowed or shared device."
        ),
        "keep_yes": "Keep what I type here",
        "kept": "Kept on this device. It will be erased on",
        "erase": "Erase it now",
        "family": "For family and friends",
        "version": "Version",
        "license": "License",
        "handouts": "Handouts",
        "worksheets": "Worksheets",
        "index": "Handouts and worksheets",
        "all": "All handouts and worksheets",
        "skip": "Skip to the text",
    },
    "es": {
        "now": "Consiga ayuda ahora",
        "treatment": "Encontrar tratamiento",
        "program": "Su programa",
        "topics": "Más ayuda",
        "blank": "para llenar a mano",
        "print": "Imprimir esta página",
        "reset": "Borrar lo que escribí",
        "reset_done": "Borrado.",
        "stored": "Lo que escribe se queda en esta página. No se guarda ni se envía.",
        "stored_ask": "Lo que escribe se queda en esta página. No se envía.",
        "idle": "Esta página se ocultó porque nadie la usó durante diez minutos.",
        "show": "Mostrar la página",
        "pdf": "PDF",
        "large_pdf": "PDF, letra grande",
        "keep": "¿Guardarlo en este aparato?",
        "keep_risk": (
            "Quien comparte este aparato podría leer lo que escribió. Se queda solo en este aparato, por 14 días. "
            "Después se borra. No lo guarde en un aparato prestado o compartido."
        ),
        "keep_yes": "Guardar aquí lo que escribo",
        "kept": "Guardado en este aparato. Se borrará el",
        "erase": "Borrarlo ahora",
        "family": "Para familiares y amigos",
        "version": "Versión",
        "license": "Licencia",
        "handouts": "Hojas informativas",
        "worksheets": "Hojas de trabajo",
        "index": "Hojas informativas y de trabajo",
        "all": "Todas las hojas",
        "skip": "Saltar al texto",
    },
}

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def words(language: str) -> dict[str, str]:
    """Return the site's words in a language, else in English."""
    return _WORDS.get(language.split("-", maxsplit=1)[0], _WORDS["en"])


def speaks(language: str) -> bool:
    """Whether the site has words of its own in a language."""
    return language.split("-", maxsplit=1)[0] in _WORDS


def clock(time: dt.time | dt.datetime) -> str:
    """Return `9:05 AM`."""
    hour = time.hour % 12 or 12
    return f"{hour}:{time.minute:02d} {'AM' if time.hour < 12 else 'PM'}"


def day_and_date(date: dt.date) -> str:
    """Return `Monday, Jan 4`."""
    return f"{DAY_NAMES[date.weekday()]}, {date:%b} {date.day}"


def offset(minutes: int) -> str:
    """Return minutes since the start of a session as `0:10`."""
    return f"{minutes // 60}:{minutes % 60:02d}"
