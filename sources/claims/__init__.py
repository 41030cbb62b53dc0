"""Clean text -> statements: who says what, in which words, with which stance, through whom."""
