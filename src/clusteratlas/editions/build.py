"""Builds an edition: step by step, resumable, and visible only when it is whole."""

import datetime
import os
import shutil
import tomllib
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import tomli_w

import clusteratlas
from clusteratlas.definitions import Definition
from clusteratlas.editions.manifest import FILE, Manifest, read_manifest
from clusteratlas.editions.plan import Choices, Plan, make_plan
from clusteratlas.editions.workings import ENTRY_MODEL, WITHHELD, WORKINGS
from clusteratlas.errors import EditionExists
from clusteratlas.home import Home, Progress, Share, one_writer, sha256_of, silent, whole_file, whole_folder

if TYPE_CHECKING:
    from clusteratlas.editions.steps import Step

CURRENT = "current"  # the file that names an atlas's current edition
NOTE = "plan.toml"  # the file that says what a workshop's finished steps were made from


def build(
    atlas: str, home: Home | Path | str | None = None, choices: Choices | None = None, progress: Progress = silent
) -> Manifest:
    """Builds an edition and makes it the current one; an edition of the same inputs is found and not built again.

    A build that was interrupted continues after its last finished step. Raises NoRecords, InputError, EditionExists,
    DiskFull or BusyHome.
    """
    place = Home.at(home)
    plan = make_plan(atlas, place, choices or Choices())
    with one_writer(place.atlas(atlas)):
        standing = _standing(place, plan, (choices or Choices()).edition)
        manifest = standing or _build(place, plan, _name(place, plan, choices or Choices()), progress)
        make_current(place, atlas, manifest.name)
        _clear(place.building(atlas, manifest.name))
    return manifest


def make_current(home: Home, atlas: str, edition: str) -> None:
    """The edition that an address without an edition leads to."""
    with whole_file(home.atlas(atlas) / CURRENT) as file:
        file.write_text(edition, encoding="utf-8")


def edition_folders(home: Home, atlas: str) -> list[Path]:
    """The folders of an atlas's editions, in order of their names; of internal ones if the home shows such."""
    found = sorted(home.editions(atlas).glob(f"[!.]*/{FILE}"))
    return [file.parent for file in found if home.internal or not _is_internal(file.parent, file.stat().st_mtime_ns)]


@lru_cache(maxsize=1024)  # a server asks for every page
def _is_internal(folder: Path, written: int) -> bool:
    return read_manifest(folder).is_internal


def _standing(home: Home, plan: Plan, wanted: str | None) -> Manifest | None:
    for folder in edition_folders(home, plan.atlas.name):
        manifest = read_manifest(folder)
        if manifest.plan == plan.key and wanted in (None, manifest.name):
            return manifest
        if manifest.name == wanted:
            raise EditionExists(plan.atlas.name, wanted)
    return None


def _name(home: Home, plan: Plan, choices: Choices) -> str:
    if choices.edition:
        return choices.edition
    taken = {folder.name for folder in edition_folders(home, plan.atlas.name)}
    numbers = (f"{max(plan.years)}.{n}" for n in range(1, len(taken) + 2))
    return next(name for name in numbers if name not in taken)


def _build(home: Home, plan: Plan, name: str, progress: Progress) -> Manifest:
    workshop = home.building(plan.atlas.name, name)
    _prepare(workshop, plan)
    for position, step in enumerate(_steps()):
        _run(step, plan, workshop, _part(progress, position))
    with whole_folder(home.editions(plan.atlas.name) / name) as folder:
        _assemble(workshop, folder)
        manifest = _manifest(plan, name, folder, workshop)
        manifest.write(folder)
    progress("done", 1.0)
    return manifest


def _steps() -> "tuple[Step, ...]":
    from clusteratlas.editions.steps import STEPS  # deferred: bounding loads Numba, which only builds need

    return STEPS


def _part(progress: Progress, position: int) -> Share:
    """The share done of one step, told as a share of the whole build."""
    steps = _steps()
    return lambda done: progress(steps[position].words, (position + done) / len(steps))


def _prepare(workshop: Path, plan: Plan) -> None:
    """Keeps finished steps only if they were made from the same inputs and choices."""
    note = workshop / NOTE
    if not (note.is_file() and note.read_text() == _note(plan)):
        _clear(workshop)
        with whole_file(note) as file:
            file.write_text(_note(plan))


def _clear(workshop: Path) -> None:
    """Removes a workshop, its note first: what a killed removal leaves is never taken for finished steps."""
    (workshop / NOTE).unlink(missing_ok=True)
    if workshop.exists():
        shutil.rmtree(workshop)


def _note(plan: Plan) -> str:
    return tomli_w.dumps({"plan": plan.key})


def _run(step: "Step", plan: Plan, workshop: Path, tell: Share) -> None:
    tell(0.0)
    target = workshop / step.name
    if not target.is_dir():
        with whole_folder(target) as folder:
            step.write(plan, workshop, folder, tell)


def _assemble(workshop: Path, folder: Path) -> None:
    """Links the steps' files into the edition's folder; the workshop stays whole until the edition stands."""
    for step in _steps():
        for file in sorted((workshop / step.name).rglob("*")):
            inside = file.relative_to(workshop / step.name)
            if inside.parts[0] == WORKINGS:
                continue
            target = folder / inside
            if file.is_dir():
                target.mkdir(exist_ok=True)
            else:
                os.link(file, target)


def _withheld(workshop: Path) -> list[dict[str, Any]]:
    """What the step of cells found to be withheld, a block for each year."""
    facts = tomllib.loads((workshop / "cells" / WORKINGS / WITHHELD).read_text(encoding="utf-8"))
    return list(facts["year"])


def _definition_texts(definition: Definition) -> dict[str, Any]:
    """What pages say of the definition, which may be the operator's own and not be found again."""
    left_out = [
        {"vintage": part.vintage, "names": dict(part.names), "industries": len(part.industries)}
        for part in definition.uncovered
    ]
    texts = {"title": definition.titles, "licence": definition.licence, "method": definition.method}
    return {name: dict(text) for name, text in texts.items()} | {
        "sources": list(definition.sources),
        "left_out": left_out,
    }


def _entry_model(workshop: Path) -> dict[str, Any]:
    """The model that gave candidates their probability; empty where there is none."""
    file = workshop / "opportunities" / WORKINGS / ENTRY_MODEL
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _manifest(plan: Plan, name: str, folder: Path, workshop: Path) -> Manifest:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Manifest(
        atlas=plan.atlas.name,
        name=name,
        plan=plan.key,
        created=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        software=clusteratlas.__version__,
        source=plan.records[0].source,
        years=plan.years,
        layout=plan.layout.name,
        gazetteer=plan.layout.gazetteer,
        measures=list(plan.measures),
        currency=plan.layout.currency or "",
        classification=plan.layout.classification,
        classification_kind=next(iter(plan.trees().values())).kind,
        vintages={str(year): vintage for year, vintage in plan.vintages.items()},
        definition=plan.definition.name,
        definition_version=plan.definition.version,
        definition_citation=plan.definition.citation,
        definition_texts=_definition_texts(plan.definition),
        rule_books=[dict(book.entries) for book in plan.rules],
        within=plan.within,
        levels=plan.atlas.levels,
        country=plan.atlas.country,
        publish_policy=plan.publish_policy,
        policy=plan.policy,
        title=plan.atlas.title,
        reference=plan.atlas.reference,
        level_titles=plan.atlas.level,
        inputs=[origin.facts() for origin in plan.origins],
        withheld=_withheld(workshop),
        entry_model=_entry_model(workshop),
        rounding=dict(plan.layout.rounding),
        boundaries=asdict(plan.boundaries.description) if plan.boundaries else {},
        rows={file.stem: pq.read_metadata(file).num_rows for file in files if file.suffix == ".parquet"},
        checksums={str(file.relative_to(folder)): sha256_of(file) for file in files},
    )
