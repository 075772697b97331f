"""Copies of the guide to take away: Markdown for people and machines, a feed, an archive of the site, a book."""
