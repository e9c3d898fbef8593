"""What a definition made by a search says of itself, in the languages of a definition."""

from collections.abc import Mapping

from clusteratlas.definitions.making.correcting import Corrected

METHOD_PAPER = (
    "Delgado, M., Porter, M. E. and Stern, S. (2016). Defining clusters of related industries. Journal of Economic "
    "Geography, 16(1), 1-38."
)
_TITLES = {"en": "Clusters found by similarity ({name})", "zh-hans": "按相似性划分的产业集群（{name}）"}
_CITATION = "{name}, version {version}. Made with Cluster Atlas by the method of {paper}"
_METHODS = {
    "en": "{method} of {similarity} into {clusters} groups. {count} configurations were ranked by their validation "
    "score. In the best {candidates}, industries more related to another cluster than to their own were moved there, "
    "and the one that scored highest then was taken: it ranked {rank}, and {moved} of its industries were moved. "
    "Clusters are named by the titles of their largest industries, until someone names them.",
    "zh-hans": "以 {method} 方法按 {similarity} 将行业分为 {clusters} 组。先对 {count} 种配置按验证得分排序；"
    "再对前 {candidates} 种配置，将与其他集群更为相关的行业移入该集群，取此后得分最高者："
    "其原列第 {rank} 位，移动了 {moved} 个行业。集群在正式命名之前，以其最大行业的名称命名。",
}
_LOCAL = {
    "en": " Local industries stand in one cluster for each sector of the classification.",
    "zh-hans": "本地行业按分类体系的门类各成一个集群。",
}


def titles(name: str) -> Mapping[str, str]:
    """The titles of a definition nobody has named yet."""
    return {language: text.format(name=name) for language, text in _TITLES.items()}


def citation(name: str, version: str) -> str:
    """How to cite it."""
    return _CITATION.format(name=name, version=version, paper=METHOD_PAPER)


def methods(best: Corrected, count: int, candidates: int, local: bool) -> Mapping[str, str]:
    """How it was made: of so many configurations, and so many candidates."""
    said = best.finding.configuration._asdict() | {"count": count, "candidates": min(candidates, count)}
    said |= {"rank": best.rank, "moved": best.outliers.moved.num_rows}
    return {language: text.format(**said) + (_LOCAL[language] if local else "") for language, text in _METHODS.items()}
