"""The version of `index.split`, which every archive is stamped with.

It stands alone because opening an archive asks for it, and the splitter takes long to import.
Change it with anything that changes where sentences or passages begin and end.
"""

from __future__ import annotations

VERSION = "sentences-5-words-180-overlap-1"
