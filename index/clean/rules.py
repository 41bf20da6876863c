"""The marks of furniture as data: what a block says that no story says, and the reason it gives.

The patterns know how pages and news language are built (captions, teasers, pleas, notices), not
which outlets exist. Each is tried on short blocks only, so reading stays linear in length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.clean.orders import MACHINE
from index.clean.told import states_facts, untold

I = re.IGNORECASE  # noqa: E741
NAME = r"[A-Z][\w.'’-]*"
QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
ENDED = re.compile(r"(?:[.!?…:;,。！？]|--|[—–])[\"”’'»)\]]*$")
READ_TIME = re.compile(
    r"^(?:reading time:?\s*)?\d+\s*(?:-\s*)?min(?:ute)?s?\.?(?: (?:read|to read))?\.?$", I
)
DIVIDER = re.compile(r"[\W_]+$")


# Reasons that a sentence told of somebody never has.
SPOKEN = frozenset(
    {
        "call to the reader", "legal notice", "advertising notice", "video player",
        "addresses a machine, not a reader", "note about the article",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A block of at most `longest` characters that `pattern` is found in is furniture for `reason`.

    `unquoted` rules do not look inside quotation marks: what a person says is story.
    """

    reason: str
    pattern: re.Pattern[str]
    longest: int
    unquoted: bool = False
    # One of these is in every block that the pattern finds: a cheap first look.
    hints: Sequence[str] = ()

    def finds(self, text: str, bare: str) -> bool:
        """Whether `text`, with one of the hints in it, is one; `bare` is it without quotations."""
        said = bare if self.unquoted else text
        if not self.pattern.search(said):
            return False
        if self.reason == "note about the article" and states_facts(text):
            return False
        if self.reason not in SPOKEN:
            return True
        # What somebody says or did with the same words is story.
        left = untold(said, orders=self.pattern is MACHINE)
        return left == said or bool(self.pattern.search(left))


AGENCY = r"(?:AP|AFP|EPA|Reuters|REUTERS|Getty|Getty\sImages|Invision|Shutterstock|Redux|Zuma|ZUMA|Sipa|Alamy|Bloomberg|Anadolu|NurPhoto|Xinhua|Imago|DPA|TASS|Handout|Pool)"
CREDITED = re.compile(  # a gallery's picture: its credit, then what is to be seen
    rf"^(?!.{{0,90}}\b(?:[Pp]oll|[Ss]urvey|News)\b)[A-Z][\w.&'’ -]{{1,50}}/(?:[A-Z][\w.&'’/ -]{{1,60}}/)?{AGENCY}(?:\s[A-Z]|$)"
    r"|^(?!.{0,90}\b[Pp]oll)[A-Z]\w*(?:/[A-Z]\w*){2,5}\s[A-Z]"
)
CAPTION = re.compile(
    rf"""\[(?:[A-Z][\w./ &-]{{1,50}})\]$
    |(?:\d|[.)”"])\s?/\s?[A-Z][\w. &-]{{1,40}}$
    |(?:^|[.?!”"’)]\s)\(?(?:\d{{4}}\s)?(?:{NAME},?\s){{0,5}}{NAME}/(?:\s?[A-Z][\w.,&'’+-]*\s?/?){{1,6}}\)?$
    |\bvia\s(?:REUTERS|Reuters|AP|AFP|EPA|Getty(?:\sImages)?)(?:/[\w ]{{2,20}})?\)?$
    |^(?:FILE\sPHOTO|Image|Photo|Picture|Caption|Illustration|Photograph|Video)\s?:
    |\bFILE\sPHOTO\b|\bFile\sphoto\b[^.]*$|\(AP\sPhoto|\bAP\sPhoto/
    |\((?:Photo|Image|Picture|Photograph|Credit|File)(?:\sby|:)[^)]*\)$
    |(?:Getty\sImages|Pool\sPhoto|Shutterstock|Adobe\sStock|iStock|Handout|Alamy|EPA-EFE|WireImage)\)?\.?$
    |^\(?(?:Photo|Image)\s(?:by|courtesy)
    |\bPhoto(?:s|graphs?)?(?:\sby|\scourtesy\sof|:)\s[A-Z][^.]*$
    |[.?!]\s(?:Courtesy|Handout|Credit:)\s[^.]{{2,60}}$
    |^(?i:image|photo|picture|video|media)\s(?:source|caption|credit|copyright)\b""",
    re.VERBOSE,
)
PLACED = re.compile(  # "ORRIN, WESTLAND – MAY 4: a crane"
    r"^[A-Z][A-Z,.'’\s-]{2,50}\s[-–—]\s(?:JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\s\d{1,2}(?:,\s\d{4})?:\s"
)
TEASER = re.compile(
    r"^[►▶→»•*\s-]*(?:(?:also )?read (?:also|more|next|on|this)|see also|also read|also see|more(?= ?:)|more on this(?: story)?|more from"
    r"|more (?:stories|coverage|news|headlines)|related(?: \w+)?|recommended(?: (?:reading|stories|articles|videos?|links|content|posts|for you|by \w+)){0,2}(?= ?:|\W*$)|most (?:read|popular)|you (?:may|might) (?:also )?like"
    r"|explainer|watch(?: live| now| more| this)?|listen(?: now| to this)?|in pictures|in photos|opinion|trending|latest news|don['’]t miss"
    r"|breaking news|accessibility links|skip to (?:main )?content|table of contents|live updates?|must[- ](?:read|watch)|analysis|go deeper|up next|for subscribers|subscribers only"
    r"|now playing|just watched|top stories|editor['’]?s['’]? (?:picks?|choice)|photos?(?= ?:)|video(?= ?:)|graphics?(?= ?:)|podcast(?= ?:))\b\s*(?P<colon>[:>»…]?)",
    I,
)
LABEL = re.compile(
    r"^[►▶→»•*\s]*[A-Z0-9][A-Z0-9'’&,. -]{2,40}:\s*\S"
)  # "LIVE RESULTS: Who leads where"
# A label and its link, once two elements: no blank behind the colon or the question mark.
GLUED = re.compile(
    r"^(?=[^:]*[A-Za-z]{3})[^:]{2,100}(?:[a-zA-Z0-9]{3}|\s[A-Z]{2}|[?!'’\"”).]):(?=[\"“'‘$£€A-Z])"
    r"|^[^:\"“]{4,100}[a-zA-Z]{3}:(?=\d{1,3}\s(?:\w+\s){2})"
    r"|^[^:?\"“]{10,90}[a-z]{2}\?(?=[A-Z][a-z'’]*\s)"
)
SHOUTED = re.compile(  # "WHO PAYS FOR THE BRIDGE? What each town gives, and why"
    r"^(?:[A-Z][A-Z'’&,.-]*\s){2,12}[A-Z'’-]{2,}\?:?\s[A-Z]"
)
PROMPT = re.compile(
    r"^(?:just\s|only\s)?for\s(?:our\s)?subscribers\b\W*$|^(?:read|see)\s(?:more|the\srest|all)\b[^.]{0,60}:$|^[^.]{0,80}\bpodcast:$"
    r"|^(?:gallery|slideshow|quiz|interactive)\s?:\s[^.]{2,120}$|^(?:follow|track)\severy\s\w+:\s",
    I,
)
OPENS_CALL = re.compile(
    r"""^(?:follow|like|join|find|watch|hear|catch)\s(?:us|our)\b|^share\s(?:this|on|via|your)\b
    |^(?:share|print|email|save|comments?|advert(?:isement)?s?|sponsored|subscribe|sign\s(?:in|up)|log\s(?:in|out)|menu|search|close|home
        |register|follow|tweet|whatsapp|facebook|twitter|telegram|link|copied|reprints|listen|play|replay|skip|tags?:.*|topics?:.*|loading\W*
        |back\sto\stop.*|remind\sme\slater|not\snow|copy\slink|listen\sto\sarticle|view\scomments.*|leave\sa\scomment.*|show\smore|load\smore
        |\d+\scomments?|\d+\sshares?|gift\sarticle|continue\sreading|read\sthe\sfull\sstory|full\sstory)\W*$
    |^support\s(?:the|our|us|independent|local|quality)\b(?!.*\bsaid\b)|^(?:©|\(c\))\s|^copyright\s(?:©|\(c\)|\d{4}|(?-i:[A-Z]))
    |^(?:you\scan\s)?(?:follow|contact|reach|e-?mail|tweet)\s.{0,90}(?:@\w|\bon\s(?:twitter|facebook|instagram|threads|bluesky|x)\b|\d{3}-\d{4})
    |^(?:what\sdo\syou\sthink\?\s)?(?:tell|let)\sus\b""",
    I | re.VERBOSE,
)
CALL = re.compile(
    r"""\b(?:sign(?:ed)?[\s-]up\s(?:for|to|here|now|today)\b(?=.{0,80}\b(?:newsletters?|alerts?|emails?|updates|inbox|free|here|our|dispatch|digest)\b)
    |sign\sup\s(?:for|to)\s(?:our|the|[A-Z][\w'’]+(?:['’]s)?\s.{0,60}newsletter)|subscribe\s(?:to|now|today|here|for)\b
    |newsletters?\b.{0,120}\b(?:inbox|sign\s?up|subscribe|here)\b|(?:inbox|sign\sup|subscribe|get|receive)\b.{0,80}\bnewsletters?\b
    |click\s(?:here|the\slink|on\sthe\slink)\b|cookies?\b.*\b(?:accept|consent|experience|site|website|policy)\b|we\suse\scookies\b
    |all\srights\sreserved\b|terms\sof\s(?:use|service)\b|privacy\spolicy\b
    |download\sour\s.{0,30}\bapp\b|become\sa\s(?:(?:digital|paid|supporting)\s)?(?:member|friend|supporter|subscriber|patron)\b
    |support(?:ing)?\s(?:our|independent|quality|local)\sjournalism\b|donat(?:e|ions?)\s(?:to\sus|to\sour)\b|donate\s(?:today|now|here)\W*$
    |not\sready\sto\ssupport\b|(?:please\s)?support\sus\b|make\sa\sdonation\sto\s(?:us|our)\b
    |small\sfavou?r\sto\sask\b|pa[iy]m?e?nt\smethods\b|have\sa\s(?:news\s)?tip\b|got\sa\stip\b|contact\s(?:us|the\sauthor)\b|story\stips?\b
    |(?:delivered|straight|right|directly)\s.{0,20}to\syour\s(?:inbox|phone|e-?mail)\b|text\smessage\salerts\b
    |(?:twitter|facebook|instagram|email)\b\W*(?:at\s)?@\w+
    |check\syour\slocal\sforecast\b|join\sthe\sconversation\b|please\s(?:consider\s)?(?:supporting|subscrib|donating\sto\s(?:us|our)))
    |^(?:please\s)?download\sthe\s(?!app\b).{0,30}\bapp\b|@\w+.*\b(?:twitter|facebook|instagram)\b""",
    I | re.VERBOSE,
)
LINKS = re.compile(
    r"""^\W*read\s(?:more|the\s(?:full|whole|entire|original|rest))\b.{0,100}$
    |^\W*(?:read|see|watch|view|hear|listen|find|get|learn|check|take)\b.{0,90}\bhere\W*$
    |^\W*take\s(?:our|[\w’']+['’]s)\s(?:\w+\s){0,3}quiz\b|^\W*to\s(?:learn|find\sout|read)\smore\b.{0,120}\bvisit\s(?:https?:|www\.)\S+$""",
    I | re.VERBOSE,
)
CONTACT = re.compile(
    r"""\bnewsletters?\s(?:provides?|brings?|gives?|delivers?|sends?)\syou\b|\bbrands\sas\sdetailed\shere\b|\bwherever\syou\sget\syour\s(?:audio|podcasts)\b
    |\bstart\syour\s(?:\w+\s){0,2}subscription\b|\bpurchas\w+\sa\s(?:\w+\s)?subscription\b|\bmakes?\s(?:work|reporting|journalism)\slike\sthis\spossible\b
    |\bwe(?:['’]d|\swould)\s(?:love|like)\sto\shear\sfrom\syou\b|\bsend\sus\syour\b
    |\bis\son\stwitter\b.{0,20}@\w|\b(?:can|may)\sbe\s(?:reached|e-?mailed|contacted|followed)\b.{0,60}@\w|\b(?:reporter|writer|editor|columnist|he|she)\b.{0,40}\bcan\sbe\sreached\sat\b|\b(?:reach|email|contact|follow)\s(?:him|her|them)\s(?:at|on)\b""",
    I | re.VERBOSE,
)
GRANT = re.compile(
    r"\b(?:coverage|reporting|journalism|fact[- ]check(?:ing)?(?: work)?|this (?:story|series|report|article|project))\b.{0,120}\b(?:made possible|supported|funded)\b.{0,30}\b(?:by|with|through)\b.{0,30}\b(?:grants?|donations?|support|funding|fellowship|partnership)\b",
    I,
)
PLAYER = re.compile(
    r"\b(?:(?:video|audio|ad) (?:player|feedback|froze|content (?:never|did)|never loaded|was slow to load|did not (?:start|load|finish loading))\b|how relevant is (?:this|the) ad\b"
    r"|transcript was automatically generated\b|adblock|enable javascript\b|browser (?:does not|doesn['’]t) support\b)|^(?:hit play|ad feedback)\b",
    I,
)
SHOP = re.compile(
    r"\b(?:purchases|buy) .{0,40}\blinks?\b.{0,60}\b(?:commission|earn)\b|\bmay earn (?:us )?an? (?:\w+ )?commission\b|\bprices were accurate\b"
    r"|\baffiliate (?:links?|commission)\b|\brecommendations are independently\b",
    I,
)
LEGAL = re.compile(
    r"^[^.]{2,90}?\b(?:has been|have been|had been|was|were|is|are) (?:\w+ )?(?:declared|designated|branded|labell?ed|listed|recogni[sz]ed|included|deemed|considered|an?)\b[^.]{0,160}\b(?:undesirable organi[sz]ation|foreign agent)\b"
    r"|^(?:this|the) (?:material|message|article|content|news|text)\b.{0,200}\bforeign agent\b|\b(?:is an? \w+ organi[sz]ation(?: that is)? banned in"
    r"|may not be (?:published|reproduced|redistributed|broadcast)|(?:views|opinions) expressed\b.{0,120}\b(?:authors?['’]?s?|own|columnist|writer)"
    r"|do(?:es)? not (?:necessarily (?:reflect|represent)|(?:reflect|represent) the (?:views?|opinions?|policy|position) of)"
    r"|editorial (?:policy|standards)|content partner|produced independently of|processing, storage|object to the use of your data)\b",
    I,
)
CREDIT = re.compile(
    rf"""^[(\[*_–—-]*\s?(?:with\s(?:additional\s)?(?:reporting|input|files|contributions?|inputs)\s(?:by|from)\b
    |(?:additional\s)?(?:reporting|writing|editing|production|graphics?)\s(?:by\b|:)
    |(?:compiled|translated|edited|written|produced)\s(?:by\s(?-i:(?:{NAME},?\s?(?:and\s|&\s|for\s)?){{1,10}})\.?$|:)|source:\s|agencies\W*$
    |contribut(?:ing|ors?|ions?)\s?(?::|by\b|from\b)|(?:from|by)\s(?:\w+\s){{0,4}}(?:staff|wire|agency)\s(?:and\s)?(?:\w+\s)?(?:reports|services|dispatches)\W*$)
    |\bcontributed\s(?:to\s(?:this|the)\s(?:\w+\s)?(?:report|story|article|post|check|update|file|piece|list|newsletter)|reporting|reports?)\b
    |\breported\sfrom\s[A-Z][^.]{{0,60}}(?:\.|,|;)\s.{{0,160}}\b(?:reported|contributed|wrote)\b
    |^(?:staff\sand\s)?wire\sreports\W*$|^(?:the\s)?(?:\w+\s){{1,2}}(?:press|news\sagency|newswire)\W*$""",
    I | re.VERBOSE,
)
SIGNED = re.compile(  # "– Ulla Brenn" under an item, "Ulla Brenn reported from Orrin."
    rf"^(?:[–—]|--?)\s?(?:{NAME}\s){{1,3}}{NAME}$|^(?:[–—]|--)\s?(?:{NAME},?\s(?:and\s|&\s)?){{1,14}}{NAME}$|^(?:[–—]|--?)\s?(?:{NAME}\s){{1,3}}{NAME},\s\S+@\S+$"
    rf"|^(?:{NAME}\s){{0,3}}{NAME}\s(?:reported|wrote)\sfrom\s[A-Z][\w\s,.]{{2,60}}\.$"
)
NOTE = re.compile(
    r"""^\W*(?:(?:an?\s(?:earlier|previous|shorter|longer)\s)?version\sof\s)?(?:this\s(?:(?:breaking|developing)\s)?(?:news\s)?(?:story|article|post|report|piece|headline|column|essay|page|file|video|interview|review|gallery|list|caption)
        |the\s(?:story|article|headline|column))(?:\sand\s(?:its\s)?(?:headline|photo|image))?\s
        (?:(?:has|have)\s(?:also\s)?been\s|was\s|were\s|is\s|will\sbe\s)?(?:updated|corrected|clarified|amended|edited|modified|revised|translated|adapted|excerpted|republished
        |(?:(?:first|originally|previously)\s)?(?:published|posted)|(?:first|originally|previously)\s(?:appeared|ran|misstated|said)|part\sof|developing|breaking|being\supdated|appears\sin|appeared\sin|incorrectly|misstated)\b
    |^\W*(?:an?\s)?(?:earlier|previous|original)\sversions?\sof\s(?:this|the)\b|^\W*(?:editor['’]?s['’]?\snote|correction|corrections|clarification|updated?\snote)s?\b.{0,40}[:.—–-]
    |^\W*a\sversion\sof\sthis\s(?:story|article|column|essay|post)\b|^\W*(?:the\s|this\s)?(?:story|article)\scontinues\s(?:below|after)\b
    |^\W*(?:this\sis\sa\s(?:breaking|developing)\s(?:news\s)?story|check\sback\s(?:here\s)?for\s(?:updates|more)|more\sto\scome|this\sstory\sis\sdeveloping)""",
    I | re.VERBOSE,
)
BIO = re.compile(
    rf"^(?:(?:about\sthe\sauthor:?\s)?{NAME}(?:\s{NAME}){{1,3}}|He|She|They),?\s(?:is|are|was|covers|writes|reports|works)\s(?!said\b)"
    r"(?:.{0,90}\b(?:reporter|correspondent|columnist|journalist|staff\swriter|contributing\swriter|freelance\w*|editor|contributor|newsletter\swriter|producer|critic|opinion\swriter)\b"
    r"|.{0,40}\b(?:for|at)\b.{0,60}\b(?:follow|reach|email|contact)\b)",
    re.VERBOSE,
)
BYLINE = re.compile(
    rf"^(?:by|from|words by|analysis by|text by|story by)\s+(?:{NAME}[\s,|]*(?:and\s+|&\s*)?){{2,12}}$",
    I,
)
TAIL = re.compile(
    r"^(?:related (?:articles|stories|topics|posts|content|news|coverage|links)|more (?:stories|from|in|on)\b|most (?:read|popular|viewed)\b"
    r"|you (?:may|might) also like|recommended(?:\W*$|\s(?:reading|stories|articles|videos?|links|content|posts|for you|by)\b)|(?:…|\.\.\.)?\s*we have a small favou?r|comments\W*$|leave a (?:comment|reply)|about the author|read next|up next|trending\b|latest (?:news|stories|headlines)\b)",
    I,
)
# The site speaks to its reader; at a story's end that is no story.
SITE = re.compile(
    r"\bour (?:journalis\w+|reporting|content|work|readers?|newsletters?|coverage|site|website|newsroom|app|stories|podcasts?|mission"
    r"|supporters?|members?|subscribers?|independence|journalism)\b|\b(?:contact|contacting|email|write to|join|follow|support|supporting|help) us\b"
    r"|\byour (?:support|help|inbox|subscription|donation|contribution|gift|privacy|feedback|comments?)\b|\bwhat you have just read\b|\bif you (?:value|enjoyed|liked)\b"
    r"|\breporting like this\b|\bjournalism like this\b|\bwe, the\b|\bremind me\b|\bnot (?:today|now)\?|\bbefore you go\b|\breaders? (?:pay|like you)\b",
    I,
)

TOLD = re.compile(r"\b(?:said|says|told|tells|asked|asks|wrote|writes|added|adds|according to)\b")


RULES = (
    Rule(
        "photo caption", CAPTION, 600,
        hints=("[ / photo image via picture caption illustration video getty pool shutterstock adobe istock handout alamy epa wireimage"
        " courtesy credit media").split(),
    ),
    Rule("photo caption", PLACED, 600),
    Rule("photo caption", CREDITED, 600, hints="/".split()),
    Rule("reading time", READ_TIME, 40),
    Rule(
        "video player", PLAYER, 700,
        hints="player feedback froze never slow start finish relevant play transcript adblock javascript browser".split(),
    ),
    Rule("credit line", CREDIT, 420, hints="report input files contribut writing editing compil translat edited written produc graphic source agenc staff wire press".split()),
    Rule("credit line", SIGNED, 120),
    Rule("call to the reader", OPENS_CALL, 420, unquoted=True),
    Rule(
        "call to the reader", CALL, 420, unquoted=True,
        hints=("sign subscri newsletter click cookie reserved terms privacy download member friend patron support donat favor favour methods tip"
        " contact inbox phone e-mail email text @ forecast conversation").split(),
    ),
    Rule("call to the reader", LINKS, 220, unquoted=True, hints="read quiz here visit".split()),
    Rule(
        "call to the reader", CONTACT, 420, unquoted=True,
        hints="@ twitter facebook instagram linkedin reached newsletter brands podcasts subscri".split(),
    ),
    Rule("legal notice", GRANT, 420, hints="grant donation partnership fellowship funding".split()),
    Rule("advertising notice", SHOP, 420, unquoted=True, hints="commission prices recommendations affiliate earn".split()),
    Rule(
        "addresses a machine, not a reader", MACHINE, 10_000, unquoted=True,
        hints="instruction prompt rule ignore asked passage <| system assistant user note".split(),
    ),
    Rule("note about the article", NOTE, 420),
    Rule(
        "legal notice", LEGAL, 1_000,
        hints="undesirable foreign organi reproduced redistributed broadcast published expressed necessarily reflect represent editorial partner independently processing object".split(),
    ),
)  # fmt: skip


def reason_for(text: str) -> str | None:
    """Why a block is furniture wherever it stands, or None."""
    low = text.casefold() if len(text) <= 10_000 else ""
    bare = QUOTED.sub(" ", text) if low and ('"' in text or "“" in text) else text
    holds, size = low.__contains__, len(text)
    for rule in RULES:
        hinted = size <= rule.longest and (not rule.hints or any(map(holds, rule.hints)))
        if hinted and rule.finds(text, bare):
            return rule.reason
    if len(text) <= 200 and text[-1:] != "." and PROMPT.match(text):
        return "teaser"
    if len(text) <= 300:
        teaser = TEASER.match(text)
        if teaser and (teaser["colon"] or not ENDED.search(text)):
            return "teaser"
        if DIVIDER.match(text):
            return "divider"
    return None
