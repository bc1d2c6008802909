"""What stands at the foot of each page: page x of y, and what the document says of itself. An artifact."""

from __future__ import annotations

from iop_curriculum.outputs.print import fonts, styles
from iop_curriculum.outputs.print.styles import Sheet
from iop_curriculum.outputs.print.tagged_pdf import PageEnd, TaggedCanvas
from iop_curriculum.outputs.print.words import words


def page_footer(sheet: Sheet, language: str, line: str) -> PageEnd:
    """Return what draws a footer: a line at the left, cut where it is too long, and the page number at the right."""

    def draw(canvas: TaggedCanvas, page: int, pages: int) -> None:
        size = sheet.footer_size
        number = words("page", language, page=page, pages=pages)
        room = sheet.width - fonts.width(number, fonts.BODY, size) - 2 * size
        with canvas.pagination("Footer"):
            canvas.setFillColor(styles.SOFT)
            x = sheet.side_margin
            for name, part in fonts.runs(shortened(line, room, size), fonts.BODY):
                canvas.setFont(name, size)
                canvas.drawString(x, sheet.footer_at, part)
                x += fonts.width(part, name, size)
            canvas.setFont(fonts.BODY, size)
            canvas.drawRightString(sheet.page[0] - sheet.side_margin, sheet.footer_at, number)

    return draw


def shortened(text: str, room: float, size: float) -> str:
    """Return a text that fits, with an ellipsis where it was cut."""
    if fonts.width(text, fonts.BODY, size) <= room:
        return text
    while text and fonts.width(text + "…", fonts.BODY, size) > room:
        text = text[:-1]
    return text.rstrip() + "…"
