#!/bin/sh
# `make demo`: ingest the sample archive and answer a few questions. Run with dateline on PATH.
set -e
archive=${1:?usage: demo.sh ARCHIVE}
here=$(dirname "$0")

echo "\$ dateline ingest samples"
dateline ingest "$here/../samples" --archive "$archive"
echo
dateline ask --archive "$archive" --file "$here/demo.jsonl"
cat <<TEXT

These articles were written for the demo. Next:

  make ui                                       the same archive in a chat page
  . .venv/bin/activate
  dateline ask "Who holds Manbij?" --as-of 2019-01-02 --archive $archive
  dateline ingest PATH...                       your own articles: files, folders, addresses
  dateline ask "..."                            and your own questions
TEXT
