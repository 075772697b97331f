"""Redirects → a page at each old address, which sends its reader on, with a script or without."""

from __future__ import annotations

import html
from collections.abc import Iterator

from fieldguide.guide import Guide
from fieldguide.parse.redirects import path_of
from fieldguide.render.policy import policy_element

SCRIPT = "assets/redirect.js"
"""What keeps the fragment of the address, from the site's root; without scripts the reader arrives at the top of the page."""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{policy}
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="This page has moved.">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="canonical" href="{canonical}">
<script src="../../{script}" data-to="{to}"></script>
<meta http-equiv="refresh" content="0; url={to}">
</head>
<body>
<p>This page has moved: <a href="{to}">{title}</a>.</p>
</body>
</html>
"""


def redirect_pages(guide: Guide, site_url: str) -> Iterator[tuple[str, str]]:
    """For each old address, the path of its HTML file in the site and its text; ``site_url`` ends with a slash."""
    for old, now in guide.redirects.moved.items():
        page = guide.pages[path_of(now)]
        title = page.concept.title if page.concept else now
        canonical = html.escape(f"{site_url}{now}/")
        text = _PAGE.format(policy=policy_element(), title=html.escape(title), canonical=canonical, script=SCRIPT, to=f"../../{now}/")
        yield f"{old}/index.html", text
