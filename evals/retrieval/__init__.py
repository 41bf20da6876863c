"""Retrieval measured: what is asked, who answers, how it is scored, how it is printed."""
