"""What the desk keeps: articles, readings, what is known of the feeds, and the user's marks, in TinyDB."""
