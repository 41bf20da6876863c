"""Questions and claims about news articles, with each answering sentence marked: read and measured.

Every article has questions that it answers, near misses, a false premise, a follow-up, and claims
that are right, wrong in one thing or not spoken of. To a question or a claim there can be a twin:
the same wording, but the opposite truth.
"""
