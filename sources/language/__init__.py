"""The trained encoder and the spaCy pipeline behind it, as package data, and how they are made."""
