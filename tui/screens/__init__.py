"""The screens: the desk with its three panes, the reading views, and the small ones that open over them."""
