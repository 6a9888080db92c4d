"""Short texts of invented decisions: the phrases courts use, with the names of the case."""

from __future__ import annotations

from server.demo import mix
from server.demo.records import Case

_REASONS = {
    "criminal": "با بررسی شکایت، گزارش ضابطان، تحقیقات انجام‌شده و دفاعیات متهم",
    "civil": "با بررسی دادخواست و ضمائم آن، اظهارات طرفین و مستندات پرونده",
}
_ENDINGS = {
    "judgment": "رأی صادره حضوری و ظرف بیست روز پس از ابلاغ قابل تجدیدنظرخواهی است.",
    "final_order": "این قرار ظرف مهلت قانونی پس از ابلاغ قابل اعتراض است.",
    "settlement": "مفاد سازش میان طرفین معتبر و برابر مقررات قابل اجراست.",
    "no_jurisdiction": "مقرر است دفتر پرونده را به مرجع صالح ارسال کند.",
    "joined": "مقرر است دفتر پرونده را به پرونده مرتبط ضمیمه کند.",
    "other": "مقرر است دفتر پرونده را پس از ثبت و ابلاغ از آمار کسر کند.",
}
_OF_APPEAL = "این رأی قطعی است."
_INTERIM = "مقرر است دفتر مراتب را به طرفین ابلاغ کند و پرونده را در وقت مقرر به نظر برساند."


def decision_body(case: Case, disposition: str) -> str:
    """The text of a decision in `case`, in two paragraphs."""
    found = mix.code("disposition", disposition)
    side = "criminal" if case.kind == "criminal" else "civil"
    act = "شکایت" if side == "criminal" else "دعوای"
    ending = _INTERIM
    if found.attributes["ends"]:
        of_appeal = found.attributes["side"] == "appeal"
        ending = _OF_APPEAL if of_appeal else _ENDINGS[str(found.attributes["out_class"])]
    return (
        f"در خصوص {act} {case.parties[0].name} به طرفیت {case.parties[1].name} با موضوع {case.subject}، "
        f"{_REASONS[side]}، شعبه مستند به مقررات مربوط «{found.title}» را صادر می‌کند.\n{ending}"
    )
