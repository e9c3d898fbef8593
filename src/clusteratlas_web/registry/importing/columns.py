"""What the headings of a file mean, in both languages; the first of each is what an export writes."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as said

from clusteratlas_web.foundation.places import folded

# The field, its heading as a message id, and what else it is called.
COLUMNS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("id", said("Identifier"), ("id", "org_id", "number", "编号", "标识")),
    ("name", said("Name"), ("org_title", "organisation", "organization", "title", "名称", "机构名称", "机构")),
    ("name_en", said("English name"), ("name_en", "name (en)", "英文名称", "英文名")),
    ("name_zh", said("Chinese name"), ("name_zh", "name (zh)", "name_zh-hans", "中文名称", "中文名")),
    ("kind", said("Kind"), ("type", "类型", "机构类型", "种类")),
    ("sector", said("Sector"), ("所有制", "部门性质")),
    ("size", said("Size"), ("people", "规模", "人数")),
    ("legal_form", said("Legal form"), ("form", "法律形式", "组织形式")),
    ("country", said("Country"), ("国家", "国别")),
    ("founded", said("Founded"), ("year founded", "founded in", "成立年份", "成立于", "成立")),
    ("web", said("Web"), ("website", "url", "homepage", "网址", "网站")),
    ("about", said("About"), ("description", "简介", "说明")),
    ("contact_name", said("Contact person"), ("contact", "联系人")),
    ("contact_email", said("Contact e-mail"), ("email", "e-mail", "mail", "邮箱", "电子邮箱")),
    ("contact_phone", said("Contact telephone"), ("phone", "telephone", "电话")),
    ("staff_fte", said("Staff"), ("staff_fte", "fte", "人员", "员工")),
    ("regions", said("Regions"), ("region", "region_code", "地区", "区域")),
    ("clusters", said("Clusters"), ("cluster", "cluster_name", "集群", "产业集群")),
    ("industries", said("Industries"), ("industry", "行业")),
    ("activities", said("Activities"), ("activity", "活动")),
    ("services", said("Services"), ("service", "服务")),
    ("capabilities", said("Capabilities"), ("capability", "能力")),
)
LISTS = frozenset({"regions", "clusters", "industries", "activities", "services", "capabilities"})
HEADINGS = {field: heading for field, heading, _ in COLUMNS}
_CHINESE_HEADINGS = {
    "id": "标识符",
    "sector": "性质",
    "about": "简介",
}


def meanings(heading: Iterable[str]) -> dict[str, str]:
    """The field of each heading; empty for one that nobody knows, or that was there before."""
    known = {folded(word): field for field, main, others in COLUMNS for word in (field, main, *others)}
    known |= {word: field for field, word in _CHINESE_HEADINGS.items()}
    found: dict[str, str] = {}
    for title in heading:
        field = known.get(folded(title), "")
        found[title] = "" if field in found.values() else field
    return found
