"""The name under which the program asks."""

from importlib.metadata import PackageNotFoundError, metadata

PRODUCT = "gainsay"


def user_agent(contact: str | None = None) -> str:
    """Return the one name under which the program asks (RFC 9110, section 10.1.5).

    Product, version, and in brackets where its maker, or its user by `contact`, can be found.
    """
    try:
        about = metadata(PRODUCT)
    except PackageNotFoundError:
        return PRODUCT
    homes = (line.partition(", ") for line in about.get_all("Project-URL") or ())
    home = next((url for label, _, url in homes if label.lower() == "homepage"), None)
    where = "; ".join(f"+{place}" for place in (home, contact) if place)
    return f"{PRODUCT}/{about['Version']}" + (f" ({where})" if where else "")
