"""Every benchmark there is: its name, what it measures, and the function that runs it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks import building, complexity, defining, large, pages, points, quotients, selection, serving, withheld
from benchmarks.pages import loading
from benchmarks.report import Report


@dataclass(frozen=True)
class Benchmark:
    """`run` gets the folder its inputs may be kept in, whether to be small, and how many rounds to run."""

    name: str
    words: str
    run: Callable[[Path, bool, int], Report]


BENCHMARKS = (
    Benchmark("lq", "location quotients of a long panel, beside Polars and DuckDB", quotients.run),
    Benchmark("complexity", "ECI, PCI, proximity, density, outlook, beside py-ecomplexity and NumPy", complexity.run),
    Benchmark("points", "K densities of many plants, beside plain NumPy and SciPy", points.run),
    Benchmark("pages", "a region page's data from a large edition, 50 requests a second", pages.run),
    Benchmark(
        "serving", "the ten busiest pages and API answers of a server, first visits and fifty a second", serving.run
    ),
    Benchmark("loading", "pages in real Chromium: bytes that travel and time until idle", loading.run),
    Benchmark("withheld", "withheld cells bounded and estimated, beside class midpoints", withheld.run),
    Benchmark("define", "clusters found from metropolitan figures, beside the benchmark definition", defining.run),
    Benchmark("traded", "traded and local industries by rule, beside the benchmark definition", defining.run_traded),
    Benchmark("selection", "jurors assigned and rankings shaken, beside networkx and a greedy choice", selection.run),
    Benchmark("build", "import and build of an edition, beside plain DuckDB doing the same sums", building.run),
    Benchmark("large", "import and build of fifty million records, beside plain DuckDB doing the sums", large.run),
)
