"""The archival pass: PDF/A-3b with the machine-readable record attached, done before anything is signed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from workbench.documents.colour_profile import srgb_profile
from workbench.domain.texts import Language

_PRODUCER = "Green assessment workbench"
_LANGUAGE_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the document (PDF/A-3 associated file): the data the pages were made from."""

    name: str
    mime: str
    content: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Description:
    """What the document says about itself to readers and archives; what is made from nothing dated has no `made_at`."""

    title: str
    author: str
    subject: str
    made_at: datetime | None
    language: Language


def archive(pdf: bytes, description: Description, attachments: Sequence[Attachment] = ()) -> bytes:
    """Turn a drawn PDF into PDF/A-3b (ISO 19005-3, level B); the same input gives the same bytes.

    It must run before signing: it rewrites the file, which is also what puts the line end before `endstream` that
    reportlab leaves out.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root
        root.Lang = String(_LANGUAGE_TAGS[description.language])
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.MarkInfo = Dictionary(Marked=False)
        root.OutputIntents = Array([_output_intent(document)])
        root.Metadata = _metadata(document, description)
        _describe(document, description)
        if attachments:
            assert description.made_at is not None  # an associated file tells its date (ISO 19005-3, 6.8)
            _attach(document, attachments, description.made_at)
        if "/ID" in document.trailer:
            del document.trailer.ID  # the page engine's is the same for every document; qpdf makes one from the content
        archived = BytesIO()
        document.save(
            archived,
            deterministic_id=True,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,  # what needs it is compressed already; looking again costs five times the rest
        )
    return archived.getvalue()


def _output_intent(document: pikepdf.Pdf) -> pikepdf.Object:
    profile = pikepdf.Stream(
        document, zlib.compress(srgb_profile()), N=3, Alternate=Name.DeviceRGB, Filter=Name.FlateDecode
    )
    return document.make_indirect(
        Dictionary(
            Type=Name.OutputIntent,
            S=Name.GTS_PDFA1,
            OutputConditionIdentifier=String("sRGB"),
            Info=String("sRGB IEC61966-2.1"),
            DestOutputProfile=document.make_indirect(profile),
        )
    )


def _describe(document: pikepdf.Pdf, description: Description) -> None:
    """Write the information dictionary; its entries agree with the metadata stream."""
    information = Dictionary(
        Title=String(description.title),
        Author=String(description.author),
        Subject=String(description.subject),
        Creator=String(_PRODUCER),
        Producer=String(_PRODUCER),
    )
    if description.made_at is not None:
        information.CreationDate = information.ModDate = String(_pdf_date(description.made_at))
    document.trailer.Info = document.make_indirect(information)


def _metadata(document: pikepdf.Pdf, description: Description) -> pikepdf.Object:
    language = _LANGUAGE_TAGS[description.language]
    made_at = description.made_at
    dates = "" if made_at is None else _XMP_DATES.format(moment=made_at.isoformat(timespec="seconds"))
    packet = _XMP.format(
        title=escape(description.title),
        author=escape(description.author),
        subject=escape(description.subject),
        producer=escape(_PRODUCER),
        language=language,
        dates=dates,
    )
    stream = pikepdf.Stream(document, packet.encode("utf-8"), Type=Name.Metadata, Subtype=Name.XML)
    return document.make_indirect(stream)


def _attach(document: pikepdf.Pdf, attachments: Sequence[Attachment], made_at: datetime) -> None:
    """Attach files as associated files of the whole document (ISO 19005-3, 6.8)."""
    specifications = [(entry.name, _file(document, entry, made_at)) for entry in attachments]
    names: list[Any] = []
    for name, specification in sorted(specifications, key=lambda pair: pair[0]):
        names += [String(name), specification]
    document.Root.AF = Array([specification for _, specification in specifications])
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array(names)))


def _file(document: pikepdf.Pdf, attachment: Attachment, made_at: datetime) -> pikepdf.Object:
    parameters = Dictionary(Size=len(attachment.content), ModDate=String(_pdf_date(made_at)))
    stream = pikepdf.Stream(
        document,
        zlib.compress(attachment.content),
        Type=Name.EmbeddedFile,
        Filter=Name.FlateDecode,
        Subtype=Name("/" + attachment.mime),
        Params=parameters,
    )
    embedded = document.make_indirect(stream)
    return document.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(attachment.name),
            UF=String(attachment.name),
            Desc=String(attachment.description),
            AFRelationship=Name.Data,
            EF=Dictionary(F=embedded, UF=embedded),
        )
    )


def _pdf_date(moment: datetime) -> str:
    """Write a date as ISO 32000-1, 7.9.4: D:20261123170200+08'00'."""
    offset = moment.strftime("%z")
    return f"D:{moment:%Y%m%d%H%M%S}" + (f"{offset[:3]}'{offset[3:]}'" if offset else "")


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
{dates}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""

_XMP_DATES = """<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:MetadataDate>{moment}</xmp:MetadataDate>
"""
