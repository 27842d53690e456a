"""What cogs share: topics, places, permissions, names, titles and opinions. It is no extension itself."""
