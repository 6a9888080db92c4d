"""The desks of the invented province: 100 branches, where cases stay, and 20 others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

DISTRICTS = {1: "قم", 2: "کهک", 3: "جعفریه", 4: "سلفچگان", 5: "خلجستان"}


@dataclass(frozen=True)
class Body:
    """A court or prosecution office; `id` and `district` are those of the tables."""

    id: int
    district: int
    kind: str
    title: str


@dataclass(frozen=True)
class Desk:
    """What holds cases and has members."""

    id: int
    code: str
    kind: str
    branch_kind: str | None
    body: int | None
    district: int | None
    number: int | None
    title: str


BODIES = (
    Body(1, 1, "prosecution", "دادسرای عمومی و انقلاب قم"),
    Body(2, 1, "criminal", "مجتمع قضایی کیفری قم"),
    Body(3, 1, "revolutionary", "دادگاه انقلاب اسلامی قم"),
    Body(4, 1, "civil", "مجتمع قضایی حقوقی قم"),
    Body(5, 1, "family", "مجتمع قضایی خانواده قم"),
    Body(6, 1, "peace", "دادگاه صلح قم"),
    Body(7, 1, "appeal", "دادگاه تجدیدنظر استان قم"),
    Body(8, 2, "district", "دادگاه عمومی بخش کهک"),
    Body(9, 3, "district", "دادگاه عمومی بخش جعفریه"),
    Body(10, 4, "district", "دادگاه عمومی بخش سلفچگان"),
    Body(11, 5, "district", "دادگاه عمومی بخش خلجستان"),
)

# Branch kind, body, how many, the number of the first, what follows «شعبهٔ n».
_BRANCHES = (
    ("investigator", 1, 14, 1, "بازپرسی دادسرای عمومی و انقلاب قم"),
    ("assistant_prosecutor", 1, 12, 1, "دادیاری دادسرای عمومی و انقلاب قم"),
    ("criminal_enforcement", 1, 2, 1, "اجرای احکام کیفری دادسرای قم"),
    ("criminal_one", 2, 3, 1, "دادگاه کیفری یک استان قم"),
    ("criminal_two", 2, 14, 101, "دادگاه کیفری دو قم"),
    ("juvenile", 2, 2, 1, "دادگاه اطفال و نوجوانان قم"),
    ("revolutionary", 3, 4, 1, "دادگاه انقلاب اسلامی قم"),
    ("civil", 4, 18, 1, "دادگاه عمومی حقوقی قم"),
    ("civil_enforcement", 4, 2, 1, "اجرای احکام مدنی قم"),
    ("family", 5, 9, 1, "دادگاه خانواده قم"),
    ("peace", 6, 7, 1, "دادگاه صلح قم"),
    ("appeal", 7, 9, 1, "دادگاه تجدیدنظر استان قم"),
)


@cache
def desks() -> tuple[Desk, ...]:
    """All 120 desks, numbered from 1."""
    places: list[tuple[str, str, str | None, int | None, int | None, int | None, str]] = []
    for kind, body_id, count, first, title in _BRANCHES:
        for number in range(first, first + count):
            places.append((f"{kind}-{number}", "branch", kind, body_id, 1, number, f"شعبهٔ {number} {title}"))
    for body in (body for body in BODIES if body.kind == "district"):
        code = f"district_court-{body.district}"
        places.append((code, "branch", "district_court", body.id, body.district, 1, f"شعبهٔ 1 {body.title}"))
    for body in BODIES:
        code = f"referral-{body.id}"
        places.append((code, "referral", None, body.id, body.district, None, f"واحد ارجاع {body.title}"))
    places += [
        ("enquiry-1", "enquiry", None, 4, 1, 1, "واحد پاسخگویی مجتمع قضایی حقوقی قم"),
        ("enquiry-2", "enquiry", None, 1, 1, 2, "واحد پاسخگویی دادسرای عمومی و انقلاب قم"),
    ]
    for district, name in DISTRICTS.items():
        places.append(
            (f"district-{district}", "district", None, None, district, None, f"ریاست حوزه قضایی {name}")
        )
    places += [
        ("province", "province", None, None, None, None, "ریاست کل دادگستری استان قم"),
        ("administration", "administration", None, None, None, None, "واحد راهبری سامانه استان قم"),
    ]
    return tuple(Desk(id, *place) for id, place in enumerate(places, start=1))


@cache
def branches(branch_kind: str) -> tuple[Desk, ...]:
    """The branches of one kind."""
    return tuple(desk for desk in desks() if desk.branch_kind == branch_kind)


@cache
def referral_desk(body: int) -> Desk:
    """The referral desk of a body."""
    return next(desk for desk in desks() if desk.kind == "referral" and desk.body == body)
