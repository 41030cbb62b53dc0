"""The face of gainsay: it shows what the engine knows, and hands back what the user decides."""
