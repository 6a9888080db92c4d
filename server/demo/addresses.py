"""Where invented parties live and where things happen: streets of Qom, doors drawn at random."""

from __future__ import annotations

from random import Random

_STREETS = (
    "خیابان شهید صدوقی",
    "خیابان طالقانی",
    "خیابان انقلاب",
    "خیابان 19 دی",
    "خیابان امام خمینی",
    "خیابان شهید فاطمی",
    "خیابان دورشهر",
    "خیابان سمیه",
    "بلوار امین",
    "بلوار 15 خرداد",
    "بلوار محمد امین",
    "بلوار نیایش",
    "بلوار غدیر",
    "بلوار الغدیر",
    "بلوار سلمان فارسی",
    "سالاریه، خیابان میثم",
    "نیروگاه، خیابان توحید",
    "شهرک قدس، خیابان جواد الائمه",
    "شهرک امام حسن",
    "پردیسان، بلوار علامه مجلسی",
    "پردیسان، بلوار دانشگاه",
    "یزدانشهر، خیابان یاسر",
    "شاه‌ابراهیم، خیابان امامزاده ابراهیم",
    "جمکران، خیابان ولیعصر",
)
_PLACES = (
    "مقابل بازار",
    "پارکینگ مجتمع مسکونی",
    "داخل خودرو",
    "محل کار شاکی",
    "منزل شاکی",
    "پایانه مسافربری",
    "فضای مجازی",
)


def address(random: Random) -> str:
    """A door in Qom; figures in ASCII, as they are stored."""
    lane, door = random.randrange(1, 60), random.randrange(1, 140)
    flat = f"، واحد {random.randrange(1, 16)}" if random.random() < 0.4 else ""
    return f"قم، {random.choice(_STREETS)}، کوچه {lane}، پلاک {door}{flat}"


def place(random: Random) -> str:
    """Where an offence happened, as a report says it."""
    return f"قم، {random.choice(_STREETS)}، {random.choice(_PLACES)}"


def postal_code(random: Random) -> str:
    """Ten digits; those of Qom begin with 37."""
    return f"37{random.randrange(10_000_000, 100_000_000)}"


def mobile(random: Random) -> str:
    """A number of one of the networks, in its stored form."""
    network = random.choices(("0912", "0919", "0910", "0935", "0936", "0921"), (40, 20, 10, 15, 10, 5))[0]
    return f"{network}{random.randrange(10_000_000):07d}"
