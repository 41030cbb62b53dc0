"""What the screens are made of. Text reaches a terminal only through `paint`, as text and never as markup."""
