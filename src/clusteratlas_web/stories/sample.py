"""One story for the demo: what is made in Wichita, told with four views of the sample atlas. Its figures are real."""

from collections.abc import Mapping
from typing import Any

from clusteratlas.errors import NoSuchAtlas
from clusteratlas_web.explore.serving import current_edition
from clusteratlas_web.registry.models import Organisation
from clusteratlas_web.stories.actions import add_step, begin_story, move_story
from clusteratlas_web.stories.models import Story

ATLAS, PLACE, CLUSTER = "us", "us-metro-48620", "aerospace-vehicles-and-defense"
TITLES = {"en": "What Wichita makes", "zh-hans": "威奇托制造什么"}
LEADS = {
    "en": "A city of aircraft: how much hangs on one cluster, what stands beside it, and what could come next.",
    "zh-hans": "一座飞机之城：多少就业系于一个集群，旁边还有什么，下一步可能是什么。",
}
VIEWS = (
    (
        "regions/{place}/",
        {"en": "One cluster above all", "zh-hans": "一个集群高于一切"},
        {
            "en": "Area is jobs. The largest field is the cluster the city is known for; few others are strong.",
            "zh-hans": "面积表示就业。最大的一块就是这座城市闻名的集群；其他强集群很少。",
        },
    ),
    (
        "regions/{place}/clusters/{cluster}/",
        {"en": "How it stands among all metros", "zh-hans": "它在所有都市区中的位置"},
        {
            "en": "Every dot is a metropolitan area. The distance to the next one says how special this is.",
            "zh-hans": "每个点是一个都市区。与下一个点的距离说明它有多特别。",
        },
    ),
    (
        "clusters/{cluster}/",
        {"en": "What is related to it", "zh-hans": "什么与它相关"},
        {
            "en": "Clusters near to it are found in the same places more often than chance would have it.",
            "zh-hans": "靠近它的集群比随机情形更常出现在同一地方。",
        },
    ),
    (
        "regions/{place}/opportunities/",
        {"en": "What could come next", "zh-hans": "下一步可能是什么"},
        {
            "en": "Clusters the city is not strong in, but close to. The score says why; it is no forecast.",
            "zh-hans": "这座城市还不强、但已接近的集群。得分说明理由，并非预测。",
        },
    ),
)


def make_sample(people: Mapping[str, Any]) -> list[Story]:
    """The story, once, where its atlas is served."""
    if Story.objects.filter(is_sample=True).exists():
        return []
    try:
        edition = current_edition(ATLAS)
    except NoSuchAtlas:
        return []
    return [_told(people["manager"], f"/{ATLAS}/{edition}/")]


def _told(person: Any, root: str) -> Story:
    organisation = Organisation.objects.filter(acting__person=person).order_by("pk").first()
    story = begin_story(person, TITLES, LEADS, organisation, is_sample=True)
    for page, titles, texts in VIEWS:
        add_step(person, story, root + page.format(place=PLACE, cluster=CLUSTER), titles, texts)
    story.refresh_from_db()
    return move_story(person, story, story.version, "publish")
