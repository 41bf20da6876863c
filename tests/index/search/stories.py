"""A small archive for tests of search: invented articles of nine years, outlets, wires, versions."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from index.archive import Archive

OUTLETS = ("The Tide", "Harbour Post", "El Faro", "Arle Courier")
AUTHORS = ("Ana Brandt", "Ole Reng", "Zoë Łukasik")
MAYORS = {2015: "Mila Kord", 2016: "Mila Kord", 2017: "Jon Vesper", 2018: "Jon Vesper",
          2019: "Jon Vesper", 2020: "Petra Holm", 2021: "Petra Holm", 2022: "Petra Holm",
          2023: "Idris Quay"}  # fmt: skip
FERRY = {2015: 410, 2016: 455, 2017: 520, 2018: 580, 2019: 640, 2020: 210, 2021: 390, 2022: 610,
         2023: 700}  # fmt: skip
WIRE = (
    "BRENN (Northwire) - The old lighthouse of Brenn was sold on Monday to a family of clockmakers.\n\n"
    "The buyers paid 1.2 million crowns and promised to keep its lamp burning on every winter night.\n\n"
    'Council leader Sten Abel said: "We would have had to pull it down within two years."\n\n'
    "The lighthouse was built by prisoners and has warned the herring fleet for a century and a half."
)
LONG = "\n\n".join(
    f"Chapter {n} of the canal inquiry heard that the Osk canal lost water at gate {n}, where the "
    f"engineer in charge had asked for repairs in letter {n} and had got no reply from the canal "
    f"company. The Osk canal inquiry will hear about gate {n + 1} of the canal in its next session, "
    "its chair told the room, and will ask who signed for the money that the canal company spent."
    for n in range(1, 91)
)


def rows() -> list[dict[str, Any]]:
    """Every article as a record of JSON Lines."""
    made: list[dict[str, Any]] = []
    for number, (year, mayor) in enumerate(MAYORS.items()):
        common = {"language": "en", "authors": [AUTHORS[number % 3]]}
        made += [
            {
                "title": f"{mayor} opens the council year",
                "text": f"Mayor {mayor} opened the first session of the council of Arle this year.\n\n"
                f"The mayor of Arle, {mayor}, said that the town would mend {year - 2010} bridges.",
                "outlet": OUTLETS[number % 2], "published": f"{year}-02-0{number % 8 + 1}",
                "section": "Politics", **common,
            },
            {
                "title": "Ferry counts its passengers",
                "text": f"The ferry between Arle and Brenn carried {FERRY[year]},000 passengers, the "
                f"port said.\n\nTickets for the ferry to Brenn cost {number + 4} crowns.",
                "outlet": OUTLETS[(number + 1) % 2], "published": f"{year}-10-1{number % 9}",
                "section": "Economy", **common,
            },
        ]  # fmt: skip
    for number, outlet in enumerate(("Northwire", *OUTLETS)):
        made.append({"title": f"Lighthouse of Brenn is sold ({number})", "text": WIRE,
                     "outlet": outlet, "published": f"2021-06-{number + 7:02}", "section": "Culture"})  # fmt: skip
    made += [
        {"title": "Canal inquiry in full", "text": LONG, "outlet": "Arle Courier",
         "published": "2022-05-03", "section": "Politics", "authors": [AUTHORS[0]]},
        {"title": "A walk along the Osk canal", "text": "The Osk canal is best walked in May, when "
         "the inquiry into its gates has gone home and the herons are back.",
         "outlet": "The Tide", "published": "2022-05-20", "section": "Travel"},
        {"title": "Recipe for a storm supper", "text": "Take three herring and a lemon. Nobody knows "
         "who cooked this herring supper first.", "outlet": "The Tide"},
        {"title": "What the herring auction remembers", "text": "Since the herring auction of 14 March "
         "2019 burned down, on that day in 2019, no herring auction was held in Brenn.",
         "outlet": "Harbour Post"},
        {"title": "El alcalde abre el año", "text": "El alcalde de Arle dijo el lunes que el puente "
         "nuevo del puerto costará 3 millones de coronas.\n\nLos pescadores piden que el puente del "
         "puerto se abra antes del verano.",
         "outlet": "El Faro", "published": "2018-04-09", "language": "es", "section": "Política",
         "authors": ["Lucía Peña"]},
        {"title": "港口", "text": "阿尔勒的港口星期一关闭。市长说渔民会得到帮助。", "outlet": "Harbour Post",
         "published": "2020-03-02", "language": "zh"},
        {"title": "Press freedom prize", "text": "The reporters' union gave its prize to Zoë Łukasik "
         "for her work on the Osk canal.", "outlet": "Arle Courier", "published": "2023-11-30",
         "agencies": ["Northwire"]},
    ]  # fmt: skip
    return made


CRANE = """---
title: Crane falls into the basin
outlet: The Tide
published: 2020-03-04
{extra}---
A harbour crane fell into the basin of Arle on Wednesday morning, and the harbour was shut.

The port authority said that {dead} dockers had died under the crane and that divers still worked.

Ships were sent on to Brenn, whose own basin was already full, its harbour master said at noon.
"""


def fill(archive: Archive, folder: Path) -> None:
    """Write the articles to `folder`, read them in, and correct one of them."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows()]
    (folder / "articles.jsonl").write_text("\n".join(lines) + "\n")
    crane = folder / "crane.md"
    crane.write_text(CRANE.format(dead="three", extra=""))
    assert not archive.add([folder]).failures
    crane.write_text(CRANE.format(dead="five", extra="updated: 2020-03-09\n"))
    assert archive.add([folder]).updated == 1


FIRST, LAST = date(2014, 12, 1), date(2024, 2, 1)  # a little wider than the archive
