"""Raw documents to articles: the body without the site around it, and what the page says."""

from index.clean.cleaner import VERSION, clean

__all__ = ["VERSION", "clean"]
