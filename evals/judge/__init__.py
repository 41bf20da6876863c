"""Teaching the judge: what it learns from, the training itself, and the file that ships."""
