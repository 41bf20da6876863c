"""Word files (DOCX), read by mammoth, which keeps headings, lists and accepted changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from lxml import etree

from index.errors import UnreadableError
from index.load.markup import blocks_of_html, parse_xml
from index.load.packed import XML_PARTS, check_members
from index.load.raw import Block
from index.load.source import BROKEN, MAX_DOCUMENT, Found, Part, Source, brief

# mammoth's own "[1]" and "↑" that link a footnote and its place; the note stays, at the end.
NOTE_SIGNS = re.compile(
    r'<sup><a href="#(?:foot|end)note-\d+" id="[^"]*">\[\d+\]</a></sup>'
    r'| ?<a href="#(?:foot|end)note-ref-\d+">↑</a>'
)
# What word processors and offices write when nobody was asked.
NOBODY = frozenset((
    "python-docx", "microsoft office user", "microsoft office", "office admin", "office", "user",
    "admin", "administrator", "unknown", "windows user", "author", "owner",
))  # fmt: skip
DAMAGED = "a broken Word file; open it in Word, save it as .docx again, or copy it once more"
TEXTS = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(source: Source, options: Mapping[str, Any], part: Part) -> Found:
    """One Word document. Its own title and author are passed on, its file dates are not."""
    data = source.whole(MAX_DOCUMENT, "one Word file")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            check_members(packed, source.allowance)
            names = packed.namelist()
            core = packed.read("docProps/core.xml") if "docProps/core.xml" in names else b""
            if "word/document.xml" not in names:
                raise UnreadableError("this is not a Word file")
    except (zipfile.BadZipFile, OSError, *BROKEN) as error:
        raise UnreadableError(f"{DAMAGED} ({brief(error)})") from error
    data, hidden = _shown(data)
    made = _html(data)
    blocks = blocks_of_html(made) if made.strip() else ()
    if not blocks:
        raise UnreadableError("there is no text in this Word file")
    header = _properties(core, blocks) if core.strip() else {}
    if hidden:
        header["hidden"] = f"{hidden} pieces of hidden text left out"
    yield source.raw("blocks", blocks, source.supplied(options), header, "its Word properties")


def _shown(data: bytes) -> tuple[bytes, int]:
    """The file without text that Word hides (its "vanish"), and how many pieces that was."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        # Pictures are not read: they are most of a file, and no words.
        parts = {n: packed.read(n) for n in packed.namelist() if n.endswith(XML_PARTS)}
    styles = parts.get("word/styles.xml", b"")
    if not any(b"vanish" in part for part in parts.values()):
        return data, 0
    hiding = set[str]()
    if b"vanish" in styles:
        for style in parse_xml(Source.from_bytes("", styles, "styles.xml")).iter(f"{W}style"):
            if _vanishes(style):
                hiding.add(str(style.get(f"{W}styleId")))
    count = 0
    for name in filter(TEXTS.fullmatch, list(parts)):
        tree = parse_xml(Source.from_bytes("", parts[name], "document.xml"))
        for run in tree.iter(f"{W}r"):
            own = run.find(f"{W}rPr/{W}vanish")
            named = (run.find(f"{W}rPr/{W}rStyle"), run.find(f"../{W}pPr/{W}pStyle"))
            styled = any(n is not None and n.get(f"{W}val") in hiding for n in named)
            if _vanishes(run) or (own is None and styled):
                words = list(run.iter(f"{W}t"))
                count += bool(words)
                for node in words:  # the run stays: it may begin or end a field
                    node.text = ""
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return made.getvalue(), count


def _vanishes(node: Any) -> bool:
    """Whether the properties of a run or a style say that it is hidden."""
    found = node.find(f"{W}rPr/{W}vanish")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _html(data: bytes) -> str:
    import mammoth

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data),
            convert_image=lambda image: [],
            include_embedded_style_map=False,
            style_map="p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh",
        )
    except (zipfile.BadZipFile, OSError, SyntaxError, ExpatError, *BROKEN) as error:
        raise UnreadableError(f"{DAMAGED} ({brief(error)})") from error
    return NOTE_SIGNS.sub("", str(made.value))


def _properties(core: bytes, blocks: tuple[Block, ...]) -> dict[str, Any]:
    """Title and author, where the document's first line is that title.

    Elsewhere they are what a template, or whoever first used the file, left in it.
    """
    try:
        root = parse_xml(Source.from_bytes("", core, "core.xml"))
    except UnreadableError:
        return {}
    dc = "{http://purl.org/dc/elements/1.1/}"
    title, author = (root.findtext(f"{dc}{name}") or "" for name in ("title", "creator"))
    first = next((b.text for b in blocks if b.level), blocks[0].text)
    if not title.strip() or _words(title) not in (_words(first), _words(blocks[0].text)):
        return {}
    known = author.strip() if author.strip().lower() not in NOBODY else ""
    return {"title": title.strip(), "authors": [known] if known else []}


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
