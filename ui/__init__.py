"""The page: `app` wires it, `chat` runs a conversation, `render` writes safe HTML."""
