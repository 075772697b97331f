"""A work to be cited → an entry of references.bib: looked up or given, written the guide's way, put in its place."""
