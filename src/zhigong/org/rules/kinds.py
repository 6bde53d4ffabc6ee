"""The kinds of units: unions of every level, and the agencies that take part."""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop


class UnitKind(StrEnum):
    FEDERATION = "federation"  # of a country, province, city, district or county
    TOWNSHIP = "township"
    PARK = "park"
    INDUSTRY = "industry"
    AREA = "area"
    TRADE = "trade"
    COMMUNITY = "community"
    BUILDING = "building"
    GRASSROOTS = "grassroots"
    JOINT = "joint"
    BRANCH = "branch"
    GROUP = "group"
    CENTRE = "centre"
    ARBITRATION = "arbitration"
    COURT = "court"
    JUSTICE = "justice"
    PETITIONS = "petitions"
    HUMAN_RESOURCES = "human_resources"
    OTHER_AGENCY = "other_agency"
    PARTY_COMMITTEE = "party_committee"
    DEPARTMENT = "department"  # of a union's own office: it leads tasks and holds no members


KIND_LABELS: dict[str, str] = {
    UnitKind.FEDERATION: gettext_noop("地方总工会"),
    UnitKind.TOWNSHIP: gettext_noop("街道（镇）总工会"),
    UnitKind.PARK: gettext_noop("园区（开发区）工会"),
    UnitKind.INDUSTRY: gettext_noop("产业（系统）工会"),
    UnitKind.AREA: gettext_noop("区域性工会联合会"),
    UnitKind.TRADE: gettext_noop("行业性工会联合会"),
    UnitKind.COMMUNITY: gettext_noop("社区（村）工会"),
    UnitKind.BUILDING: gettext_noop("楼宇工会联合会"),
    UnitKind.GRASSROOTS: gettext_noop("基层工会委员会"),
    UnitKind.JOINT: gettext_noop("联合基层工会"),
    UnitKind.BRANCH: gettext_noop("分工会"),
    UnitKind.GROUP: gettext_noop("工会小组"),
    UnitKind.CENTRE: gettext_noop("劳动纠纷联调中心"),
    UnitKind.ARBITRATION: gettext_noop("劳动人事争议仲裁委员会"),
    UnitKind.COURT: gettext_noop("人民法院"),
    UnitKind.JUSTICE: gettext_noop("司法行政机关"),
    UnitKind.PETITIONS: gettext_noop("信访工作机构"),
    UnitKind.HUMAN_RESOURCES: gettext_noop("人力资源和社会保障部门"),
    UnitKind.OTHER_AGENCY: gettext_noop("其他协作单位"),
    UnitKind.PARTY_COMMITTEE: gettext_noop("党委"),
    UnitKind.DEPARTMENT: gettext_noop("机关部室"),
}

AGENCIES = frozenset(
    {
        UnitKind.ARBITRATION,
        UnitKind.COURT,
        UnitKind.JUSTICE,
        UnitKind.PETITIONS,
        UnitKind.HUMAN_RESOURCES,
        UnitKind.OTHER_AGENCY,
    }
)
"""Units outside the union: they see exactly the cases they take part in."""

NO_UNIONS = AGENCIES | {UnitKind.CENTRE, UnitKind.PARTY_COMMITTEE, UnitKind.DEPARTMENT}
"""Units in the tree that are no union: they hold no members and are not counted among unions."""


class UnitLevel(StrEnum):
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWNSHIP = "township"
    GRASSROOTS = "grassroots"


LEVEL_LABELS: dict[str, str] = {
    UnitLevel.COUNTRY: gettext_noop("全国"),
    UnitLevel.PROVINCE: gettext_noop("省级"),
    UnitLevel.CITY: gettext_noop("市级"),
    UnitLevel.DISTRICT: gettext_noop("区县级"),
    UnitLevel.TOWNSHIP: gettext_noop("街镇级"),
    UnitLevel.GRASSROOTS: gettext_noop("基层"),
}


class UnitState(StrEnum):
    ACTIVE = "active"
    DISSOLVED = "dissolved"


STATE_LABELS: dict[str, str] = {
    UnitState.ACTIVE: gettext_noop("正常"),
    UnitState.DISSOLVED: gettext_noop("已撤销"),
}


class IndustryRank(StrEnum):
    LEADING = "leading"
    MAIN = "main"
    SPECIAL = "special"
    OTHER = "other"


RANK_LABELS: dict[str, str] = {
    IndustryRank.LEADING: gettext_noop("主导产业"),
    IndustryRank.MAIN: gettext_noop("重点产业"),
    IndustryRank.SPECIAL: gettext_noop("特色产业"),
    IndustryRank.OTHER: gettext_noop("其他行业"),
}
