"""What a reader leaves out of a file on purpose, counted by reason and said when the file is read."""

from collections import Counter

from clusteratlas.home import Progress


class LeftOut:
    """Rows (or figures) left out, by reason in words."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def add(self, reason: str, rows: int = 1) -> None:
        """Counts rows left out for this reason."""
        if rows:
            self.counts[reason] += rows

    def say(self, progress: Progress) -> None:
        """Names every reason and its rows, the most frequent first."""
        for reason, rows in self.counts.most_common():
            progress(f"left out {rows:,} times: {reason}", 1.0)
