"""What a certificate is verified by: a random code that nobody guesses, written so that it can be read aloud."""

import secrets

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without signs that are taken for others
LENGTH, PART = 20, 5


def new_code() -> str:
    """A hundred random bits, such as 7KQ2M-9XH4P-V6T3R-BWN8D."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return written(signs)


def written(text: str) -> str:
    """A code as it is stored, however somebody typed it: capitals, in parts of five."""
    signs = "".join(sign for sign in text.upper() if sign.isalnum())
    return "-".join(signs[at : at + PART] for at in range(0, len(signs), PART))
