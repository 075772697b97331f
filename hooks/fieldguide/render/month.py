"""Months as they are spoken."""

from __future__ import annotations

from datetime import date


def spelt_month(text: str) -> str:
    """``2026-11`` → ``November 2026``."""
    return f"{date.fromisoformat(f'{text}-01'):%B %Y}"
