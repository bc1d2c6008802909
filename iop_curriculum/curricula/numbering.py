"""Placed sessions → numbers, letters and codes: `MH 7`, `MH 7A`, on patient paper `W 7A`.

Numbers run without a gap in order of place. With `renumber: never` a session keeps the `number:` written at it, and a
new one gets a number behind its neighbour's (7, 7-1, 8), so that printed workbooks stay right.
"""

from __future__ import annotations

from collections.abc import Sequence

from iop_curriculum.content.model import PatientDocument
from iop_curriculum.curricula.compiled import NumberedDocument

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(position: int) -> str:
    """Return the letter of the nth document of a session, from 0: A … Z, AA, AB …."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, len(_ALPHABET))
        letters = _ALPHABET[rest] + letters
    return letters


def number_sessions(kept: Sequence[str | None]) -> tuple[str, ...]:
    """Return the numbers of sessions in their order; `kept` are the numbers that must stay.

    Without any kept number they are 1, 2, 3 …. A new session between kept ones gets the next free `n-k` of the one
    before it; a new one at the end goes on counting.
    """
    used = {number for number in kept if number is not None}
    if not used:
        return tuple(str(position) for position in range(1, len(kept) + 1))
    last_kept = max(position for position, number in enumerate(kept) if number is not None)
    highest = max(_main(number) for number in used)
    numbers: list[str] = []
    main = 0
    for position, number in enumerate(kept):
        if number is not None:
            new = number
        elif position > last_kept:
            highest += 1
            new = str(highest)
        else:
            new = _between(main, used)
        used.add(new)
        main = _main(new)
        numbers.append(new)
    return tuple(numbers)


def _main(number: str) -> int:
    return int(number.partition("-")[0])


def _between(main: int, used: set[str]) -> str:
    """Return a number behind `main` that is higher than all of its kind."""
    taken = [int(n.partition("-")[2]) for n in used if "-" in n and _main(n) == main]
    return f"{main}-{max(taken, default=0) + 1}"


def number_documents(
    documents: Sequence[PatientDocument], code: str, patient_code: str
) -> tuple[NumberedDocument, ...]:
    """Letter a session's documents; `code` and `patient_code` are the session's own."""
    return tuple(
        NumberedDocument(letter(at), f"{code}{letter(at)}", f"{patient_code}{letter(at)}", document)
        for at, document in enumerate(documents)
    )
