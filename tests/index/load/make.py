"""Files of every format, built in the tests: an invented story and the bytes it is stored as."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

ONE = "The harbour wall at Arlemouth will be raised by two metres, the council said on Monday."
TWO = "Mayor Ana Brandt said the work would begin in spring and cost 12 million crowns."
TITLE = "Harbour wall to rise"
PAGE = (
    f"<!doctype html><html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    f"<p>{ONE}</p><p>{TWO}</p></article></body></html>"
)
NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf xml:lang="en"><head><title>wall</title><docdata><date.issue norm="20190305T101500Z"/></docdata>
<pubdata date.publication="20190306T000000Z" name="The Arle Courier" position.section="Local"
 ex-ref="https://arle.invalid/wall"/></head><body><body.head><hedline><hl1>{TITLE}</hl1></hedline>
<byline>By <person>Jo Lind</person>, <byttl>Staff Writer</byttl></byline>
<distributor>Northwire</distributor><dateline><location>ARLEMOUTH</location></dateline></body.head>
<body.content><block><p>{ONE}</p><hl2>A quiet&nbsp;crowd</hl2><p>{TWO}</p></block></body.content>
</body></nitf>"""
NEWSML = """<?xml version="1.0"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header><sent>2019-03-05T11:00:00Z</sent></header>
<itemSet>{items}</itemSet></newsMessage>"""
NEWSML_ITEM = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{{guid}}" version="2" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:NW"><name>Northwire</name></provider>
<versionCreated>2019-03-05T12:00:00+01:00</versionCreated><firstCreated>2019-03-05T10:00:00+01:00</firstCreated>
<pubStatus qcode="stat:{{status}}"/></itemMeta><contentMeta><headline>{TITLE}</headline><by>By Jo Lind</by>
<infoSource literal="Kestrel News"/><dateline>ARLEMOUTH, March 5</dateline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>not story</title></head><body><p>{ONE}</p><p>{TWO}</p></body></html></inlineXML></contentSet></newsItem>"""
NINJS = {
    "uri": "http://wire.invalid/1", "type": "text", "versioncreated": "2019-03-05T12:00:00Z",
    "firstcreated": "2019-03-05T10:00:00Z", "headline": TITLE, "byline": "Jo Lind", "language": "en",
    "infosource": [{"name": "Northwire"}, {"name": "Kestrel News"}],
    "body_html": f"<p>{ONE}</p><p>{TWO}</p>", "pubstatus": "usable",
}  # fmt: skip
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>The Arle Courier</title><link>https://arle.invalid/</link><language>en</language>{items}
</channel></rss>"""
RSS_ITEM = f"""<item><title>{TITLE} &amp;amp; hold</title><link>https://arle.invalid/{{n}}</link><guid>g{{n}}</guid>
<author>jo@arle.invalid (Jo Lind)</author><pubDate>Tue, 05 Mar 2019 10:00:00 +0100</pubDate>
<description>The wall rises.</description><content:encoded><![CDATA[<p>{ONE}</p><p>{TWO}</p>]]></content:encoded></item>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Arle Courier</title>
<entry><id>tag:arle.invalid,2019:1</id><title>{TITLE}</title><link href="https://arle.invalid/1"/>
<author><name>Jo Lind</name></author><published>2019-03-05T10:00:00+01:00</published>
<updated>2019-03-06T10:00:00+01:00</updated><content type="html">&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;</content></entry>
<entry><id>2</id><title>Another</title><link href="https://arle.invalid/2"/><summary>Only a line of it.</summary></entry></feed>"""
MHTML = f"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://arle.invalid/wall\r
Subject: {TITLE}\r
Date: Fri, 1 Jan 2021 00:00:00 -0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="--b"\r
\r
----b\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://arle.invalid/wall\r
\r
{PAGE.replace("=", "=3D")}\r
----b\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
Content-Location: https://arle.invalid/a.png\r
\r
iVBORw0KGgo=\r
----b--\r
""".encode()


def rss(count: int) -> bytes:
    items = "".join(RSS_ITEM.format(n=n) for n in range(count))
    return RSS.format(items=items).encode()


def newsml(*statuses: str) -> bytes:
    items = "".join(
        NEWSML_ITEM.format(guid=f"urn:nw:{n}", status=s) for n, s in enumerate(statuses)
    )
    return NEWSML.format(items=items).encode()


def eml(attach: bool = True) -> bytes:
    mail = EmailMessage()
    mail["Subject"] = f"Fwd: {TITLE}"
    mail["From"] = "José Lind <jo@arle.invalid>"
    mail["Date"] = "Tue, 05 Mar 2019 10:00:00 +0100"
    mail.set_content(f"{ONE}\n\n{TWO}\n")
    mail.add_alternative(PAGE, subtype="html")
    if attach:
        mail.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
        mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    return mail.as_bytes()


def jsonl(count: int) -> bytes:
    rows = ({"text": f"{ONE} Number {n}.", "title": f"T{n}"} for n in range(1, count + 1))
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def table(count: int, sign: str = ",") -> bytes:
    rows = [sign.join(("headline", "body", "date"))]
    rows += [sign.join((f"T{n}", f'"{ONE}\n\n{TWO}"', "2019-03-05")) for n in range(count)]
    return "\n".join(rows).encode()


def zipped(members: dict[str, bytes], **infos: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = infos.get(name.replace(".", "_"), 0)
            archive.writestr(info, data)
    return packed.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str = "", core: str = "") -> bytes:
    """A Word file of paragraphs, a heading, and a change that was tracked."""
    body = body or (
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
        f"<w:p><w:r><w:t>{ONE}</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>A quiet crowd</w:t></w:r></w:p>'
        '<w:p><w:del w:id="1"><w:r><w:delText>Old words. </w:delText></w:r></w:del>'
        f'<w:ins w:id="2"><w:r><w:t>{TWO}</w:t></w:r></w:ins></w:p>'
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    relation = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="word/document.xml"/>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    style = f'<Relationship Id="r2" Type="{office}/styles" Target="styles.xml"/>'
    note = f'<Relationship Id="r3" Type="{office}/footnotes" Target="footnotes.xml"/>'
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    core = core or f"<dc:title>{TITLE}</dc:title><dc:creator>Jo Lind</dc:creator>"
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{package}">{relation}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{style}{note}</Relationships>',
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="1"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": f"<coreProperties {dc}>{core}</coreProperties>",
    }
    return zipped({name: f'<?xml version="1.0"?>{text}'.encode() for name, text in parts.items()})


def record(
    url: str, body: bytes, media: str = "text/html", status: str = "200 OK", **http: str
) -> bytes:
    """One response of a WARC file."""
    fields = {"Content-Type": media, **{k.replace("_", "-"): v for k, v in http.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2021-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc(packed: bool = True) -> bytes:
    """A page, a picture, an error page, a redirect and a second page, which was sent packed."""
    page = PAGE.encode()
    records = (
        record("https://arle.invalid/wall", page, "text/html; charset=utf-8"),
        record("https://arle.invalid/a.png", b"\x89PNG", "image/png"),
        record("https://arle.invalid/gone", page, status="404 Not Found"),
        record("https://arle.invalid/old", b"", status="301 Moved"),
        record("https://arle.invalid/zip", gzip.compress(page), Content_Encoding="gzip"),
    )
    return b"".join(gzip.compress(r) if packed else r for r in records)


def pdf(pages: list[list[str]], encrypted: bool = False, title: str = TITLE) -> bytes:
    """A PDF of lines from the top of each page down; an empty line leaves a gap."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        f"<< /Title ({title}) /Author (Jo Lind) /CreationDate (D:20210101000000) >>".encode(),
    ]  # fmt: skip
    kids = []
    for lines in pages:
        shown, y = [], 780
        for line in lines:
            y -= 14
            safe = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            if line:
                shown.append(f"BT /F1 11 Tf 1 0 0 1 60 {y} Tm ({safe}) Tj ET")
        content = "\n".join(shown).encode("latin-1", "replace")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    crossed = b"".join(b"%010d 00000 n \n" % at for at in places)
    locked = b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >>" % (
        b"o" * 32, b"u" * 32,
    ) if encrypted else b""  # fmt: skip
    trailer = b"<< /Size %d /Root 1 0 R /Info 4 0 R /ID [(a) (a)]%s >>" % (len(objects) + 1, locked)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, crossed, trailer, len(out),
    )  # fmt: skip
