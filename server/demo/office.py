"""What an office writes beside its cases: where the file lies, notes, and steps to be taken."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from common import jalali
from server.demo.bodies import desks
from server.demo.court_days import CLOSES, instant, next_open, office_second
from server.demo.people import Staff
from server.demo.records import Case, Note, Stay, Step, past_id

_BRANCHES = frozenset(desk.id for desk in desks() if desk.kind == "branch")

_IN_TIME = 0.75  # share of the open steps that can't be overdue
_NOTED, _OWN_NOTE, _RUNNING_STEP, _PAST_STEP = 0.07, 0.03, 0.28, 0.1

_BRANCH_NOTES = (
    "نسخه دوم لایحه ضمیمه نشده است؛ تماس گرفته شد.",
    "طرفین درخواست کرده‌اند وقت زودتر تعیین شود.",
    "اصل سند در گاوصندوق دفتر است.",
    "پرونده برای مطالعه وکیل آماده است.",
    "نشانی خوانده با سامانه ثنا یکی نیست؛ استعلام شد.",
    "پاسخ بانک رسید و پیوست شد.",
    "شاکی برای ارائه مدارک تا هفته آینده مهلت خواست.",
    "جلد دوم پرونده تشکیل شد.",
)
_OWN_NOTES = (
    "پیش از رسیدگی، صلاحیت محلی دوباره دیده شود.",
    "اظهارات شاهد دوم با تاریخ سند نمی‌خواند؛ در جلسه پرسیده شود.",
    "احتمال سازش هست؛ در آغاز جلسه پیشنهاد شود.",
    "نظریه کارشناس مبنای محاسبه را نگفته است.",
    "تقاضای تأمین خواسته با دلایل کافی همراه نیست.",
)
_STEPS = {
    "inquiry": ("استعلام از اداره ثبت اسناد", "استعلام از بانک", "استعلام از پلیس آگاهی"),
    "service": ("ابلاغ به خوانده", "ابلاغ وقت رسیدگی به طرفین", "ابلاغ نظریه کارشناس"),
    "expert_opinion": ("وصول نظریه کارشناس خط", "وصول نظریه کارشناس راه و ساختمان"),
    "deficiency": ("رفع نقص دادخواست", "پرداخت هزینه دادرسی"),
    "order_step": ("اجرای قرار معاینه محل", "معرفی ضامن"),
    "other": ("تهیه رونوشت برای مرجع دیگر",),
}


def tell_office(random: Random, case: Case, staff: Staff, end: date) -> None:
    """Complete `case`, decided or running, with what its branches wrote until `end`."""
    if not case.stays:
        return
    last = case.stays[-1]
    _place_file(random, case, last)
    if random.random() < _NOTED:
        _note(random, case, random.choice(case.stays), staff, end, own=False)
    if random.random() < _OWN_NOTE:
        _note(random, case, random.choice(case.stays), staff, end, own=True)
    for stay in case.stays:
        running = stay.disposed_on is None
        if random.random() < (_RUNNING_STEP if running else _PAST_STEP):
            _step(random, case, stay, staff, end)


def moment_in(random: Random, stay: Stay, end: date) -> int:
    """A moment of office hours in `stay`, after it was opened."""
    last = stay.disposed_on or end
    day = stay.in_on + timedelta(days=random.randrange((last - stay.in_on).days + 1))
    return max(
        stay.opened_at + 300, min(instant(next_open(day), office_second(random)), instant(last, 50_000))
    )


def _place_file(random: Random, case: Case, last: Stay) -> None:
    """Where the paper file is: an office that never looks for one writes it down."""
    if case.holder not in _BRANCHES:
        case.file_place = "under_way" if random.random() < 0.5 else None
        return
    if random.random() < 0.35:
        return
    if last.disposed_on is not None:
        case.file_place = random.choices(("archive", "office"), (8, 2))[0]
    else:
        places = ("office", "judge", "typing", "expert", "other_body")
        case.file_place = random.choices(places, (60, 22, 5, 9, 4))[0]
    if case.file_place in ("archive", "office"):
        case.file_note = f"قفسه {random.randrange(1, 40)}، ردیف {random.randrange(1, 9)}"


def _note(random: Random, case: Case, stay: Stay, staff: Staff, end: date, *, own: bool) -> None:
    at = moment_in(random, stay, end)
    case.notes.append(
        Note(
            id=past_id(random, at),
            desk=stay.desk,
            scope="private" if own else "branch",
            body=random.choice(_OWN_NOTES if own else _BRANCH_NOTES),
            at=at,
            by=staff.someone(random, stay.desk, "judge" if own or random.random() < 0.2 else "clerk"),
            shared=own and random.random() < 0.25,
        )
    )


def _step(random: Random, case: Case, stay: Stay, staff: Staff, end: date) -> None:
    """A running stay's step is open, some overdue; one that has ended has none left open."""
    opened_at = moment_in(random, stay, end)
    opened_on = jalali.tehran_today(datetime.fromtimestamp(opened_at, jalali.TEHRAN))
    kind = random.choices(tuple(_STEPS), (30, 25, 15, 15, 10, 5))[0]
    step = Step(
        id=past_id(random, opened_at),
        desk=stay.desk,
        kind=kind,
        title=random.choice(_STEPS[kind]),
        due_on=next_open(opened_on + timedelta(days=random.choice((7, 10, 15, 20, 30)))),
        opened_at=opened_at,
        opened_by=staff.someone(random, stay.desk, "clerk"),
    )
    if stay.disposed_on is not None or random.random() < 0.3:
        _settle(random, step, stay, staff, end)
    elif random.random() < _IN_TIME:
        step.due_on = next_open(end + timedelta(days=random.randrange(1, 25)))
    case.steps.append(step)


def _settle(random: Random, step: Step, stay: Stay, staff: Staff, end: date) -> None:
    by = instant(stay.disposed_on or end, CLOSES)
    step.state = "dropped" if random.random() < 0.12 else "done"
    step.settled_at = max(step.opened_at + 60, random.randrange(step.opened_at, max(by, step.opened_at + 1)))
    step.settled_by = staff.someone(random, stay.desk, "clerk")
    if step.state == "dropped":
        step.remark = "دیگر لازم نیست"
