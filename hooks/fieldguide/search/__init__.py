"""The search index: the guide → pieces that a browser fetches as a reader types, a few kilobytes for a query.

It is in pieces so that a reader of five thousand pages waits no longer than one of forty-five, and each piece is a script, so that
it loads from a server, under a strict content policy and from a folder on disk alike. The browser's half is in docs/assets/search/.
"""
