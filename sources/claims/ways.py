"""The words by which a text says through what a statement came."""

import re

from sources.claims.cues import words
from sources.claims.dates import MONTH, WEEKDAY
from sources.claims.media import AIRS, CALLED, GENERIC, KIND, NAME, PLATFORMS, STATE

TOLD = words("tell inform assure")
TO = words(
    """say speak confirm write message text email reply disclose reveal deny admit complain explain insist boast brag
    repeat"""
)
AIRED = words("radio tv television fm channel bbc cnn npr cbs nbc abc news")
_PLATFORM = rf"(?:(?i:{'|'.join(sorted(PLATFORMS))})|X)(?![\w’'-])"
_PAPER = (
    r"(?:the|this|that|our) (?:(?:same|news|state|press|private|local|national|wire) ){0,2}"
    rf"(?:{'|'.join(sorted(GENERIC))}|news site|wire service)\b(?! [A-Z])"
)
_HEARERS = (
    r"(?:(?:the|that) (?:same )?(?:programme|program|show|podcast|host|presenter|site|bulletin|phone-in)|(?:its |the )?"
    r"(?:listeners|viewers))\b(?! (?:of|for)\b| [A-Z])"
    r"|\b(?:the )?(?:presenter|host|interviewer) [A-Z][\w-]+"
)
_MEDIUM = (
    rf"(?:(?P<again>{_PAPER})|(?P<there>{_HEARERS})|(?:the )?(?P<state>{STATE})(?! (?!{WEEKDAY})[A-Z])"
    rf"|(?P<platform>{_PLATFORM})"
    rf"|(?:the |a )?(?:[\w’'-]+ ){{0,3}}?(?:{KIND}|(?P<airs>{AIRS})) (?P<called>{NAME})"
    rf"|(?:viewers of |listeners of )?(?:the |a )?(?P<name>{NAME}(?: (?:news |press )?(?:{KIND}|{CALLED})\b)?))"
)
_SENT = (
    r"(?:interviews?|conversation|statement|letter|e-?mail|message|remarks?|comments?|posts?|tweets?|thread|video|recording"
    r"|article|column|op-ed|reply|answer|speech|address|call|announcement|response|testimony)"
)
_BY = (
    r"(?:as )?(?:quoted|relayed|cited|carried|aired|broadcast|published|released|reported|shown|printed|posted|seen"
    r"|obtained|reviewed|reached|contacted|questioned|asked(?: about (?:\w+ ){1,3}\w+)?|interviewed|leaked|given|shared"
    r"|sent|reproduced|summari[sz]ed)(?: as saying)?"
    r"(?: (?:on|last|this) \w+)?"
)
BROUGHT = words(
    """quoted cited relayed reached contacted asked interviewed questioned speaking talking writing leaked seen obtained
    reviewed passed shown given published carried"""
)
CITED = re.compile(
    r"(?:quoted|cited)(?: as saying)?(?: (?:in|by))?$|relayed|aired|carried|printed(?! on)|broadcast"
    r"|(?:interview|speaking) (?:with|to)|(?:column|op-ed) (?:for|in)|leaked to|reproduced"
    r"|summari[sz]ed for|reached through",
    re.IGNORECASE,
)
"""Ways that only a medium has, whatever its name."""
_TALKING = r"spoke|speaking|talking|writing"
_REPORTER = (
    r"(?:an? (?:reporter|journalist|correspondent) (?:from|for|of|with) "
    r"|the \w+ (?:edition|programme|program|show) of )?"
)
_AT = (
    r"\b(?=[\w-]+ (?:as|by|on|last|this|about|with|to|in|for|via|through|from)\b|[Aa][Ss] |[Oo]n |[Vv]ia"
    r" |(?:using|through|to) )"
)
"""Only where one of these words follows can a way begin: most of a text is passed over at once."""
WAY = re.compile(
    rf"{_AT}(?:(?P<by>(?i:{_BY}) by) |(?P<sent>(?i:{_SENT}|{_BY}|{_TALKING}) (?:with|to|on|in|for|via|through))"
    r" |(?P<asked>(?i:comment|questions|inquiries|requests|enquiries) from) |(?P<on>[Oo]n|[Vv]ia|using|through|to) )"
    rf"(?:(?P<own>his |her |its |their )|\w+ channel on |{_REPORTER})?{_MEDIUM}"
)
DATE = re.compile(rf"{WEEKDAY}.*|{MONTH}.*")
NAMED = re.compile(rf"\s+(?:to )?{_REPORTER}{_MEDIUM}")
_GROUP = (
    r"(?:family|relatives|group|charity|organi[sz]ation|campaigners|researchers|monitors?|watchdog|association|society|network"
    r"|NGO|foundation)"
)
GATHERED = re.compile(
    rf"\s+(?:to )?(?:(?:the |an? )?(?:[a-z][\w’'-]* ){{0,3}}?{_GROUP} (?P<name>{NAME})"
    rf"|(?:the|his|her) (?P<what>(?:[\w’'-]+ ){{0,2}}?{_GROUP})\b|(?:the )?(?P<body>{NAME}))"
)
ITS = re.compile(rf"{_PAPER}['’]s (?:\w+ ){{0,2}}(?:questions|requests?|messages?|calls?|inquir(?:y|ies)|e-?mails?)\b")
BARE = words("tv radio television channel website outlet media press news")
"""Words for media that name none."""
GATHERERS = words(
    "association families watch relief rights observatory monitor network society foundation amnesty aid charity"
)
ASIDE = re.compile(
    rf"(?:[,–—-]\s|\b[Aa]s )(?:the )?(?:\w+-run )?(?P<name>{NAME}(?: (?:news )?(?:agency|newspaper|radio|television))?"
    r"|state (?:media|radio|television)"
    r"|(?P<again>(?<=the )(?:paper|newspaper|magazine|station|channel|broadcaster|agency|site)))"
    r" (?:reports?|reported|says|said|writes|wrote)\b"
)
WITNESSED = re.compile(
    rf"(?:the )?(?P<name>{NAME})(?:['’]s(?: \w+)?)? (?:(?:also|has|had|have) )*"
    r"(?:carr(?:ies|ied)|publish(?:es|ed)?|prints?|printed|airs?|aired|gather(?:s|ed)?|collect(?:s|ed)?|record(?:s|ed)?"
    r"|obtained|took|takes|contains?|quotes?|seen|read|reviewed|heard) (?:the |an? )?(?:\w+ ){0,2}?"
    r"(?:testimon(?:y|ies)|accounts?|statements?|letter|words|interviews?|evidence|memo|report|documents?|recording"
    r"|e-?mails?|minutes|transcript|affidavit|video|message|text) (?:of|from|with|by|in which|signed by) "
)
QUOTED = re.compile(r"\bquoted (?:in (?:its|the) (?:\w+ ){1,2})?as saying\b", re.IGNORECASE)
AFTERWARDS = re.compile(
    r"(?<=\s)(?:That was|The (?:remarks?|comments?|statement|interview) w(?:as|ere) (?:made|given|broadcast)"
    r"|(?P<spoke>(?:He|She|They) (?:was|were) (?:speaking|talking|writing))) [^.\n]{5,120}"
)
TITLED = re.compile(r"(?::| [–—-]) (?:paper|newspaper|report|magazine|agency|media|radio|TV)$")
HEARD = re.compile(r"\b(?:heard|seen|shown)\b(?: to)? \w+", re.IGNORECASE)
RECORDING = re.compile(r"\b(?:recording|video|tape|footage|clip|film|audio)\b", re.IGNORECASE)
BEHIND = 160
"""Characters behind a cue within which its channel stands."""
