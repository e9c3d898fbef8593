"""What the work costs: each job beside its peers in one run, in ratios; run by `python -m benchmarks`."""
