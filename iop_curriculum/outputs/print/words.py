"""The words that print adds of its own, by language: what a patient reads comes in the document's language."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "page": "Page {page} of {pages}",
        "version": "Version {version}",
        "crisis": "If you need help now",
        "find-treatment": "To find treatment (not for emergencies)",
        "note": "Note {number}",
        "go-to": "Go to {words}",
        "drawing": "Space to draw",
        "picture-missing": "Picture: {alt}",
        "based-on": "Adapted from: {works}",
        "row": "Row {number}",
        "fill-in": "To fill in",
    },
    "es": {
        "page": "Página {page} de {pages}",
        "version": "Versión {version}",
        "crisis": "Si necesita ayuda ahora",
        "find-treatment": "Para encontrar tratamiento (no es para emergencias)",
        "note": "Nota {number}",
        "go-to": "Ir a {words}",
        "drawing": "Espacio para dibujar",
        "picture-missing": "Imagen: {alt}",
        "based-on": "Adaptado de: {works}",
        "row": "Fila {number}",
        "fill-in": "Para completar",
    },
}


def words(key: str, language: str, **values: object) -> str:
    """Return a text in a language; where there is none, in English."""
    texts = _WORDS.get(language.partition("-")[0], _WORDS["en"])
    return texts[key].format(**values)
