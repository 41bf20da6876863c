"""Answers of the whole product, put to questions whose answers are known."""
