"""Feed documents of every format about invented places, made with any title and body."""

import json
from xml.sax.saxutils import escape

RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quay Wire</title><link>https://quay.example/</link><language>en-GB</language><ttl>45</ttl>
<item><title>{title}</title><link>https://quay.example/a?utm_source=rss&amp;id=1</link>
<guid isPermaLink="false">tag:quay.example,1</guid><pubDate>Tue, 03 Jun 2025 10:00:00 +0200</pubDate>
<dc:creator>Ana Teller</dc:creator><description>{short}</description>
<content:encoded>{body}</content:encoded></item>
<item><title>Second</title><link>/relative/b</link><description>{short}</description></item>
</channel></rss>"""
RSS091 = """<?xml version="1.0"?>
<rss version="0.91"><channel><title>Quay Wire</title><language>en</language>
<item><title>{title}</title><link>https://quay.example/a</link><description>{body}</description></item>
</channel></rss>"""
RSS10 = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://quay.example/"><title>Quay Wire</title><dc:language>en</dc:language></channel>
<item rdf:about="https://quay.example/a"><title>{title}</title><link>https://quay.example/a</link>
<dc:date>2025-06-03T08:00:00Z</dc:date><description>{body}</description></item></rdf:RDF>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Quay Wire</title><id>urn:quay</id>
<entry><title type="html">{title}</title><id>urn:quay:1</id><link rel="alternate" href="https://quay.example/a"/>
<published>2025-06-03T08:00:00Z</published><updated>2025-06-04T08:00:00Z</updated>
<author><name>Ana Teller</name></author>
<summary>{short}</summary><content type="html">{body}</content></entry></feed>"""

XML = {"rss 2.0": RSS2, "rss 0.91": RSS091, "rss 1.0": RSS10, "atom": ATOM}
BODY = "<p>The harbour office said the gate was shut.</p><p>The union <b>denied</b> it.</p><script>evil()</script>"
SHORT = "Gate dispute goes on."
FORMATS = (*XML, "json feed")


def document(form: str, title: str, body: str = BODY, *, raw: bool = False) -> bytes:
    """Return a feed of this format; `raw` puts the title into the XML unescaped."""
    if form == "json feed":
        item = {
            "id": "1",
            "url": "https://quay.example/a",
            "title": title,
            "content_html": body,
            "summary": SHORT,
            "date_published": "2025-06-03T10:00:00+02:00",
            "authors": [{"name": "Ana Teller"}],
        }
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Quay Wire",
            "language": "en-GB",
            "items": [item],
        }
        return json.dumps(feed).encode()
    shown = title if raw else escape(title)
    return XML[form].format(title=shown, body=escape(body), short=escape(SHORT)).encode("utf-8", "surrogatepass")
