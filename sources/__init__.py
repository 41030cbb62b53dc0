"""The engine of gainsay: it follows feeds, reads who says what, and finds what named parties dispute.

It needs no screen; `tui` shows what it knows, and a script may use it alone. A room imports only rooms before it:

    models     the records that all rooms exchange
    text       the door: whatever comes from outside is cleaned here, once
    events     what the desk tells whoever listens
    wire, marks, codec, alerts      articles in memory, marks with undo, the JSON for other programs, what to watch for
    config     config.toml -> Config
    workers    processes for work on the processor, bounded, killed and replaced
    feeds      a feed's bytes, politely: fetch, parse, schedule, discover, OPML
    articles   a feed's entry -> clean text, and how much of it could be had
    language   the encoder and the spaCy pipeline, and how they are made
    claims     clean text -> statements: who, in which words, with which stance, through whom
    conflicts  statements -> the board: link, judge, origins, rank
    store      TinyDB over a journal that loses nothing
    query      the small language of filters
    export     conflicts as brief, CSV, JSON Lines, JSON-LD, STIX, MISP; the digest
    desk       the loop that joins the rooms; `newsroom` is the demo's, on loopback
"""
