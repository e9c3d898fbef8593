"""The marks of things set side by side: a shape and a colour for each of at most ten, always in this order."""

# Paths in a square from -1 to 1, all of about the same weight; no two share a shape, so colour is never needed.
SHAPES = (
    "M0,-0.9A0.9,0.9 0 1 1 0,0.9A0.9,0.9 0 1 1 0,-0.9Z",  # circle
    "M-0.8,-0.8H0.8V0.8H-0.8Z",  # square
    "M0,-1.1L1.1,0L0,1.1L-1.1,0Z",  # diamond
    "M0,-0.95L1,0.8H-1Z",  # triangle, upright
    "M0,0.95L1,-0.8H-1Z",  # triangle, on its point
    "M-0.35,-1H0.35V-0.35H1V0.35H0.35V1H-0.35V0.35H-1V-0.35H-0.35Z",  # cross
    "M0,-1L0.95,-0.31L0.59,0.81H-0.59L-0.95,-0.31Z",  # pentagon
    "M0,-1.15L0.27,-0.37L1.09,-0.36L0.44,0.14L0.68,0.93L0,0.46L-0.68,0.93L-0.44,0.14L-1.09,-0.36L-0.27,-0.37Z",  # star
    "M-1.1,-0.6H1.1V0.6H-1.1Z",  # bar, lying
    "M-0.9,-0.9L0.9,-0.9L-0.9,0.9L0.9,0.9Z",  # hourglass
)
MOST = len(SHAPES)
# On paper; a page has the same ten as --u1 to --u10, light and dark.
COLOURS = (
    *("#0d5c68", "#c98500", "#7a4fa3", "#3f7fc8", "#8a5a3c"),
    *("#7b8791", "#b0447e", "#5f7d1f", "#26418f", "#17212b"),
)
