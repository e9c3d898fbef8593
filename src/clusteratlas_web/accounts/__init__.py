"""People: how they sign in, what they may do everywhere, what is kept of them."""
