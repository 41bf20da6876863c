"""PDF files: their lines by pdfminer.six, put together to paragraphs by `pdf_lines`."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Mapping
from typing import Any

from index.errors import UnreadableError
from index.load.pdf_lines import Line, paragraphs
from index.load.source import BROKEN, MAX_DOCUMENT, Found, Part, Source, brief

MAX_PAGES = 200
# Of a letter: how wide a gap stays inside a line. Justified narrow columns have wide gaps; with
# pdfminer's own 2.0 their lines fell apart, beyond 3 the gutter of a newspaper page is too near.
CHAR_MARGIN = 3.0
LEAST_WORDS = 8  # a page number or a stamp on a scan is no text layer


def read_pdf(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """One PDF. Its own title and author are passed on, its file dates are not.

    Raises UnreadableError where a password or the text layer is missing.
    """
    # It warns about every odd font; what matters is whether there are words.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    data = source.whole(MAX_DOCUMENT, "one PDF")
    pages, header = _pages(data)
    lines = [line for page in pages for line in page]
    if sum(len(line.text.split()) for line in lines) < LEAST_WORDS:
        raise UnreadableError("scanned: no text layer in this PDF; run it through OCR first")
    yield source.raw(
        "blocks", paragraphs(pages), source.supplied(options), header, "its PDF properties"
    )


def _pages(data: bytes) -> tuple[list[list[Line]], dict[str, Any]]:
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        header = _properties(document)
        manager = PDFResourceManager()
        device = PDFPageAggregator(manager, laparams=LAParams(char_margin=CHAR_MARGIN))
        interpreter = PDFPageInterpreter(manager, device)
        pages: list[list[Line]] = []
        for page in PDFPage.create_pages(document):
            if len(pages) == MAX_PAGES:
                raise UnreadableError(f"more than {MAX_PAGES} pages are more than an article")
            interpreter.process_page(page)
            layout = device.get_result()
            pages.append(list(_lines(layout, layout.height)))
    except PDFEncryptionError as error:
        raise UnreadableError("the PDF is encrypted and needs a password") from error
    except (PDFException, PSException, OSError, MemoryError, *BROKEN) as error:
        raise UnreadableError(f"a broken PDF ({brief(error)})") from error
    return pages, header


def _lines(layout: Any, height: float) -> Iterator[Line]:
    """The lines of a page in reading order."""
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    for box in layout:
        if not isinstance(box, LTTextBox):
            continue
        for line in box:
            if not isinstance(line, LTTextLine):
                continue
            text = " ".join(line.get_text().split())
            letters = [c for c in line if isinstance(c, LTChar)]
            if not text or not letters:
                continue
            sizes = sorted(c.size for c in letters)
            bold = sum(
                "bold" in c.fontname.lower() or "black" in c.fontname.lower() for c in letters
            )
            yield Line(
                text, line.x0, line.x1, line.y0, line.y1, sizes[len(sizes) // 2],
                bold * 2 > len(letters), height,
            )  # fmt: skip


def _properties(document: Any) -> dict[str, Any]:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    known: dict[str, str] = {}
    for info in document.info:
        for name in ("Title", "Author"):
            value = resolve1(info.get(name)) if isinstance(info, dict) else None
            if isinstance(value, (bytes, str)):
                text = decode_text(value) if isinstance(value, bytes) else value
                known[name] = " ".join(text.replace("\0", "").split())
    title = known.get("Title", "")
    # What programs write when nobody gave a title: the name of a file.
    named = title.lower().endswith((".doc", ".docx", ".pdf", ".indd", ".qxd", ".html", ".txt"))
    nobody = ("", "unknown", "anonymous", "unspecified", "(anonymous)", "(unspecified)", "untitled")
    author = known.get("Author", "")
    return {
        "title": "" if named or title.lower() in nobody else title,
        "authors": [author] if author.lower() not in nobody else [],
    }
