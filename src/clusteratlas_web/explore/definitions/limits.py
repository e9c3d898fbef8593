"""How much a draft in the browser may hold: it stands in an address, and servers take addresses of a length."""

MOST_MOVES = 100
MOST_NEW = 20
MOST_DISSOLVED = 20
MOST_RENAMED = 40
LONGEST = 3500  # letters of the query: what every server takes
LONGEST_TEXT = 120  # letters of a reason or a name
LONGEST_ABOUT = 240  # letters of the sentence that says what a draft is for
