"""What a person's hand does on the page: it waits until it sees what it reaches for."""

from playwright.sync_api import Locator, expect


def focus(place: Locator) -> None:
    """Gives the keyboard to a place once it is there to be seen.

    The page draws an edit a frame later; what is not yet drawn cannot take the focus, and the keys would go to
    what had it before.
    """
    expect(place).to_be_visible()
    place.focus()
    expect(place).to_be_focused()
