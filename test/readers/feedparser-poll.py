"""Asks for a feed as the documentation of feedparser says: with the ETag and Last-Modified of the time before."""

import html
import json
import os
import sys
import time

import feedparser

url, folder = sys.argv[1:]
kept = os.path.join(folder, "kept.json")
before = json.load(open(kept)) if os.path.exists(kept) else {"items": []}

answer = feedparser.parse(url, etag=before.get("etag"), modified=before.get("modified"))
if answer.status in (200, 301):
    items = [
        {
            "id": entry.id,
            # A title may be HTML, and says so.
            "title": html.unescape(entry.title) if entry.title_detail.type == "text/html" else entry.title,
            "url": entry.link,
            "published": time.strftime("%Y-%m-%dT%H:%M:%S.000Z", entry.published_parsed),
            "authors": ", ".join(author.name for author in entry.authors),
            "content": entry.content[0].value,
            "enclosureUrl": next((each.href for each in entry.enclosures), ""),
        }
        for entry in answer.entries
    ]
    before = {"items": items, "etag": answer.get("etag"), "modified": answer.get("modified")}
    json.dump(before, open(kept, "w"))
print(json.dumps(before["items"]))
