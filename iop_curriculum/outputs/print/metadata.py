"""XMP metadata: title, language, dates → the packet that says "this is PDF/UA" (PDF/UA-1, 5 and 7.1)."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Properties:
    """What a document says of itself. `language` is BCP 47; `license` an SPDX name or empty."""

    title: str
    language: str
    license: str = ""


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    )
)


def xmp_packet(properties: Properties, created: str) -> bytes:
    """Return the packet; `created` is an ISO 8601 time in UTC."""
    rights = (
        f'<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{escape(properties.license)}</rdf:li></rdf:Alt></dc:rights>'
        if properties.license
        else ""
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {_NAMESPACES}>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(properties.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{escape(properties.language)}</rdf:li></rdf:Bag></dc:language>{rights}"
        f"<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>"
        "<pdf:Producer>ReportLab</pdf:Producer><pdfuaid:part>1</pdfuaid:part>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
