"""What exists only to be quick. Without this folder every answer is the same, and later; a test runs both ways."""

from pathlib import Path

CACHE_DIR = Path(".cache/xref")
"""Folder of what is remembered, beside a site's configuration."""
