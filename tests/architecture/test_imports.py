"""The library is light to import and knows nothing of the platform."""

import subprocess
import sys

HEAVY = ("ibis", "altair", "numba", "pandas", "pyarrow", "duckdb", "numpy", "django", "openpyxl", "narwhals")


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return {name.split(".")[0] for name in done.stdout.split()}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded_by("import clusteratlas").isdisjoint(HEAVY)


def test_the_command_line_loads_nothing_heavy_until_a_command_runs() -> None:
    assert loaded_by("import clusteratlas.cli.application").isdisjoint(HEAVY)


def test_opening_an_atlas_loads_neither_ibis_nor_pandas_nor_charts() -> None:
    assert loaded_by("from clusteratlas.editions import open_atlas").isdisjoint({"ibis", "altair", "pandas", "numba"})


def test_the_public_names_are_there() -> None:
    import clusteratlas

    for name in clusteratlas.__all__:
        assert getattr(clusteratlas, name) is not None
