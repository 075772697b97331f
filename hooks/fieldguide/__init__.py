"""The engine of the LLM Engineering Field Guide: files → pages → guide → checks and rendering.

It knows nothing of MkDocs; the hook files beside this package do.
"""

__version__ = "0.1.0"
