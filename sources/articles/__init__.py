"""From a feed's entry, a web page or a file to the text that is read."""
