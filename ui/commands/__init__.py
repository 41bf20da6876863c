"""The commands of `dateline`: what a person types, and what is printed for it."""
