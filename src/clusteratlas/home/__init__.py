"""The home folder: its places, whole-or-nothing writing, one writer at a time."""

from clusteratlas.home.exclusive import one_writer
from clusteratlas.home.places import Home
from clusteratlas.home.progress import Progress, Share, silent
from clusteratlas.home.whole import close_to_others, sha256_of, whole_file, whole_folder

__all__ = [
    "Home",
    "Progress",
    "Share",
    "close_to_others",
    "one_writer",
    "sha256_of",
    "silent",
    "whole_file",
    "whole_folder",
]
