"""The mark as an XMP packet, which tools for metadata read; and marks found again in whatever holds them."""

import re
from collections.abc import Iterable, Iterator

from imgfree.provenance.mark import Mark

_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:imgfree="urn:imgfree:mark:1">
<xmp:CreatorTool>imgfree {version}</xmp:CreatorTool>
<Iptc4xmpExt:DigitalSourceType>{source}</Iptc4xmpExt:DigitalSourceType>
<imgfree:Generated>{generated}</imgfree:Generated>
<imgfree:Mark>{mark}</imgfree:Mark>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""
# As we write it, or as a tool that rewrote the packet may: in an attribute.
_MARK = re.compile(rb"imgfree:Mark(?:>\s*|\s*=\s*[\"'])([A-Za-z0-9+/=]{4,65536})[\s<\"']")
_OVERLAP_BYTES = 70_000  # more than the longest match, for those on a border between two blocks


def packet(mark: Mark) -> bytes:
    """Return the XMP packet that says what the mark does; the same for the same mark."""
    told = ", ".join(f"{one.what} by {one.by}" if one.by else one.what for one in mark.generated) or "nothing"
    text = _PACKET.format(
        version=_escaped(mark.imgfree), source=source_of(mark), generated=_escaped(told), mark=mark.text()
    )
    return text.encode("utf-8", "backslashreplace")


def source_of(mark: Mark) -> str:
    """Return the IPTC's term for where the film's content comes from.

    What the user brings may be anything; so a film of it alone is a `composite`, of which that term says as much.
    """
    if not mark.generated:
        return f"{_SOURCES}composite"
    return f"{_SOURCES}compositeSynthetic" if mark.media else f"{_SOURCES}trainedAlgorithmicMedia"


def texts(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the text of each mark in these bytes, which come in blocks. No XML is interpreted."""
    kept = b""
    for block in blocks:
        seen, end = kept + block, 0
        for found in _MARK.finditer(seen):
            yield found[1]
            end = found.end()
        kept = seen[max(end, len(seen) - _OVERLAP_BYTES) :]


def _escaped(text: str) -> str:
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
