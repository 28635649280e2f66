"""Ways to change a signed PDF by one more revision, as a forger with a PDF library would."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, append_signature_field


class Quiet(IncrementalPdfFileWriter):
    """Leaves /Info alone, so that each attack is only what it says."""

    def _update_meta(self):
        pass


def by_revision(change, writer=Quiet):
    def attack(pdf):
        stream = BytesIO(pdf)
        revision = writer(stream)
        change(revision)
        revision.write_in_place()
        return stream.getvalue()

    return attack


def page_of(revision):
    reference, _ = revision.find_page_for_modification(0)
    return reference, reference.get_object()


def stream(text):
    return generic.StreamObject(stream_data=text)


def stamp_page(revision):
    revision.add_stream_to_page(0, revision.add_object(stream(b"BT /F1 12 Tf 72 700 Td (99 points) Tj ET")))


def replace_content(revision):
    _, page = page_of(revision)
    content = page.raw_get("/Contents")
    reference = content if isinstance(content, generic.IndirectObject) else content[0]
    revision.objects[(reference.generation, reference.idnum)] = stream(b"BT /F1 12 Tf 72 720 Td (other) Tj ET")


def point_page_elsewhere(revision):
    reference, page = page_of(revision)
    page[pdf_name("/Contents")] = revision.add_object(stream(b"BT ET"))
    revision.mark_update(reference)


def add_annotation(revision):
    reference, _ = page_of(revision)
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (72, 690, 300, 730))),
            pdf_name("/Contents"): pdf_string("99"),
        }
    )
    revision.register_annotation(reference, revision.add_object(note))


def crop_page(revision):
    reference, page = page_of(revision)
    page[pdf_name("/CropBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 10, 10)))
    revision.mark_update(reference)


def swap_font(revision):
    _, page = page_of(revision)
    font = page["/Resources"]["/Font"].raw_get("/F1")
    revision.objects[(font.generation, font.idnum)] = generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/Font"), pdf_name("/Subtype"): pdf_name("/Type3")}
    )


def attach_a_file(revision):
    names = generic.DictionaryObject({pdf_name("/EmbeddedFiles"): generic.DictionaryObject()})
    revision.root[pdf_name("/Names")] = names
    revision.update_root()


def open_with_script(revision):
    revision.root[pdf_name("/OpenAction")] = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    )
    revision.update_root()


def rewrite_info(revision):
    info = revision.trailer.raw_get("/Info")
    info.get_object()[pdf_name("/Title")] = pdf_string("Other title")
    revision.mark_update(info.reference)


def add_metadata(revision):
    revision.root[pdf_name("/Metadata")] = revision.add_object(
        stream(b'<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')
    )
    revision.update_root()


def change_version(revision):
    revision.root[pdf_name("/Version")] = pdf_name("/2.0")
    revision.update_root()


def fields_of(revision):
    return revision.root["/AcroForm"]["/Fields"]


def redraw_signature(revision):
    field = fields_of(revision)[0]
    drawn = field["/AP"].raw_get("/N")
    new = stream(b"0 0 140 60 re f")
    new[pdf_name("/Type")] = pdf_name("/XObject")
    new[pdf_name("/Subtype")] = pdf_name("/Form")
    new[pdf_name("/BBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 140, 60)))
    revision.objects[(drawn.generation, drawn.idnum)] = new


def move_signature(revision):
    reference = fields_of(revision).raw_get(0)
    reference.get_object()[pdf_name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (40, 500, 180, 560)))
    revision.mark_update(reference.reference)


def clear_signature(revision):
    reference = fields_of(revision).raw_get(0)
    del reference.get_object()["/V"]
    revision.mark_update(reference.reference)


def drop_empty_field(revision):
    fields = fields_of(revision)
    del fields[-1]
    revision.update_container(fields)


def rename_reason(revision):
    reference = fields_of(revision)[0].raw_get("/V")
    reference.get_object()[pdf_name("/Reason")] = pdf_string("other")
    revision.mark_update(reference.reference)


def replace_value(revision):
    reference = fields_of(revision)[0].raw_get("/V")
    value = reference.get_object()
    held = value.raw_get("/Contents", decrypt=generic.EncryptedObjAccess.RAW)
    forged = generic.DictionaryObject({key: value.raw_get(key) for key in value if key != "/Contents"})
    forged[pdf_name("/Contents")] = generic.ByteStringObject(held.original_bytes[:-1] + b"\1")
    revision.objects[(reference.generation, reference.idnum)] = forged


def add_invisible_field(revision):
    append_signature_field(revision, SigFieldSpec("Extra", invis_sig_settings=InvisSigSettings()))


def add_visible_field(revision):
    append_signature_field(revision, SigFieldSpec("Extra", box=(72, 600, 200, 660)))


def add_orphan(revision):
    revision.add_object(stream(b"not used, yet"))


def write_twin(revision):
    reference, _ = page_of(revision)
    revision.mark_update(reference)


CHANGES = {
    change.__name__: by_revision(change)
    for change in (
        stamp_page,
        replace_content,
        point_page_elsewhere,
        add_annotation,
        crop_page,
        swap_font,
        attach_a_file,
        open_with_script,
        rewrite_info,
        add_metadata,
        change_version,
        redraw_signature,
        move_signature,
        rename_reason,
        add_invisible_field,
        add_visible_field,
        add_orphan,
        write_twin,
    )
} | {"touch_with_another_program": by_revision(add_orphan, IncrementalPdfFileWriter)}

UNSIGNING = {"clear_signature": by_revision(clear_signature)}

DROPPING = {"drop_empty_field": by_revision(drop_empty_field)}
