"""Pages in real Chromium: the bytes that travel, packed, and the time until nothing moves any more."""

import shutil
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.report import Cell, Report
from benchmarks.sample import sample_home
from benchmarks.serving.visitors import server

HERE, WICHITA, AEROSPACE = "/us/2019.1/", "us-metro-48620", "aerospace-vehicles-and-defense"
PAGES = {
    "first page with its map": HERE,
    "map": f"{HERE}map/?cluster={AEROSPACE}",
    "two maps": f"{HERE}map/?cluster={AEROSPACE}&year2=2018",
    "region": f"{HERE}regions/{WICHITA}/",
    "cluster": f"{HERE}clusters/{AEROSPACE}/",
    "cluster in a region": f"{HERE}regions/{WICHITA}/clusters/{AEROSPACE}/",
    "comparison of four regions": f"{HERE}compare/?regions={WICHITA},us-metro-42660,us-metro-46060,us-metro-25540",
    "brief": f"{HERE}regions/{WICHITA}/brief/",
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Milliseconds since the visit began: everything loaded, the largest part painted, the last long task done.
QUIET = """() => new Promise((resolve) => {
  const seen = { paint: 0, task: 0 };
  for (const type of ["largest-contentful-paint", "longtask"]) {
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) {
        const name = type === "longtask" ? "task" : "paint";
        seen[name] = Math.max(seen[name], one.startTime + one.duration);
      }
    }).observe({ type, buffered: true });
  }
  setTimeout(() => {
    const loaded = performance.getEntriesByType("navigation")[0].loadEventEnd;
    const last = Math.max(0, ...performance.getEntriesByType("resource").map((one) => one.responseEnd));
    resolve({ paint: seen.paint, idle: Math.max(loaded, last, seen.paint, seen.task) });
  }, 300);
})"""


def run(folder: Path, small: bool, rounds: int) -> Report:
    """Each page by a browser that has nothing kept, after the server has drawn it once."""
    return Report(
        "Pages in a browser",
        "Chromium without a window, 1440 pixels wide, a new profile for each visit, on the machine of the server. "
        "Bytes are what travels, packed, with headings. Idle: everything is loaded, the largest part is painted and "
        f"the last long task of the scripts is done. The middle of {3 * rounds} visits; the server has drawn each page "
        "before.",
        visits(sample_home(folder), 1 if small else 3 * rounds),
    )


def visits(home: Path, times: int) -> list[dict[str, Cell]]:
    """One row for each page."""
    from playwright.sync_api import sync_playwright  # deferred: of all benchmarks this alone needs a browser

    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    with server(home) as (port, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        found = [_row(browser, f"http://127.0.0.1:{port}", name, address, times) for name, address in PAGES.items()]
        browser.close()
    return found


def _row(browser: Any, origin: str, name: str, address: str, times: int) -> dict[str, Cell]:
    _, *seen = [_visit(browser, origin + address) for _ in range(times + 1)]
    return {
        "page": name,
        "requests": round(median(one["requests"] for one in seen)),
        "kB of the page": median(one["page"] for one in seen) / 1000,
        "kB in all": median(one["all"] for one in seen) / 1000,
        "largest paint, ms": median(one["paint"] for one in seen),
        "idle, ms": median(one["idle"] for one in seen),
    }


def _visit(browser: Any, address: str) -> dict[str, float]:
    """What one visit takes."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    devtools, sizes, kinds = context.new_cdp_session(page), {}, {}
    devtools.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))
    devtools.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
    devtools.send("Network.enable")
    page.goto(address, wait_until="load")
    taken: dict[str, float] = page.evaluate(QUIET)
    context.close()
    document = sum(size for request, size in sizes.items() if kinds.get(request) == "Document")
    return taken | {"requests": len(sizes), "page": document, "all": sum(sizes.values())}
