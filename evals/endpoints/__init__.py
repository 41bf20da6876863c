"""Scripted chat endpoints: what a good, a sloppy and a hostile model would reply, over real HTTP."""
