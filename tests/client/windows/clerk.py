"""A practised clerk: whole cases by keys alone from the petition in hand, each key counted under its field.

Counted is every key that is pressed, those of choosing included: Tab, Enter, function keys, digits of dates,
amounts, codes and numbers, letters typed to find a role. Only tallied beside, not counted, are the letters of
what must be copied whatever the program: names of people, fathers' names, the subject, addresses, the place
of an offence.
"""

from __future__ import annotations

from collections import Counter

from tests.client.windows.keyboard import press, type_in

KEYS_A_MINUTE = 300
"""A trained typist: 60 words of five keys each."""


class Clerk:
    """`pressed` and `letters` by field, in the order of the form."""

    def __init__(self) -> None:
        self.pressed: Counter[str] = Counter()
        self.letters: Counter[str] = Counter()
        self._field = ""

    def at(self, field: str) -> Clerk:
        """What follows is pressed for that field."""
        self._field = field
        return self

    def keys(self, *names: str) -> Clerk:
        """Press keys that count."""
        self.pressed[self._field] += len(names)
        press(*names)
        return self

    def types(self, characters: str) -> Clerk:
        """Type digits, or letters that find something: they count."""
        self.pressed[self._field] += len(characters)
        type_in(characters)
        return self

    def writes(self, words: str) -> Clerk:
        """Type a name or a text: its letters do not count."""
        self.pressed[self._field] += 0
        self.letters[self._field] += len(words)
        type_in(words)
        return self

    def seconds(self) -> float:
        """How long all of it takes a trained typist."""
        return (self.pressed.total() + self.letters.total()) * 60 / KEYS_A_MINUTE

    def table(self) -> str:
        """Field by field."""
        lines = [f"{field:<34}{count:>4}{self.letters[field]:>9}" for field, count in self.pressed.items()]
        whole = f"{'all':<34}{self.pressed.total():>4}{self.letters.total():>9}"
        return "\n".join([f"{'field':<34}{'keys':>4}{'letters':>9}", *lines, whole])


def civil_case() -> Clerk:
    """A claim for a cheque against one defendant; father's name, mobile and address of both."""
    clerk = _begun("ح", "1042", "مطالبه وجه چک بلامحل")
    clerk.at("claim").types("102").keys("Return")
    clerk.at("amount").types("125م").keys("Return", "Return")
    _party(clerk, "plaintiff", "خواه", "مریم", "رضایی‌نژاد", "0499370899").keys("Return")
    _party(clerk, "defendant", "خ", "علی‌اکبر", "موسوی", "4398013083").keys("F6")
    return _ended(clerk)


def criminal_case() -> Clerk:
    """A complaint of theft against one accused; when and where, and the same details of both."""
    clerk = _begun("ک", "1043", "سرقت از منزل")
    clerk.at("offence date").types("14050820").keys("Tab")
    clerk.at("offence place").writes("قم، خیابان صفائیه").keys("Tab")
    clerk.at("charge").types("105").keys("Return", "Return")
    _party(clerk, "complainant", "ش", "مریم", "رضایی‌نژاد", "0499370899").keys("Return")
    _party(clerk, "accused", "مت", "علی‌اکبر", "موسوی", "4398013083").keys("F6")
    return _ended(clerk)


def _begun(kind: str, paper_number: str, subject: str) -> Clerk:
    clerk = Clerk()
    clerk.at("form").keys("F3")
    clerk.at("kind").types(kind).keys("Tab")
    clerk.at("received").keys("Tab")
    clerk.at("paper number").types(paper_number).keys("Tab")
    clerk.at("paper date").types("14050828").keys("Tab")
    clerk.at("subject").writes(subject).keys("Tab")
    return clerk


def _ended(clerk: Clerk) -> Clerk:
    _details(clerk)
    return clerk.at("save").keys("F9")


def _party(clerk: Clerk, who: str, role: str, given: str, family: str, number: str) -> Clerk:
    clerk.at(f"{who}: role").types(role).keys("Return")
    clerk.at(f"{who}: kind").keys("Return")
    clerk.at(f"{who}: given name").writes(given).keys("Return")
    clerk.at(f"{who}: family name").writes(family).keys("Return")
    return clerk.at(f"{who}: national id").types(number)


def _details(clerk: Clerk) -> None:
    """Down through the second party's details, to the first one's, and up again."""
    clerk.at("second: father's name").writes("حسین").keys("Tab", "Tab")
    clerk.at("second: mobile").types("09121234567").keys("Tab", "Tab", "Tab")
    clerk.at("second: address").writes("قم، خیابان امام، کوچهٔ ۳، پلاک ۱۴").keys("Ctrl+Up")
    back = ("Shift+Tab", "Shift+Tab", "Shift+Tab")
    clerk.at("first: address").writes("قم، بلوار امین، کوچهٔ ۷، پلاک ۲۱").keys(*back)
    clerk.at("first: mobile").types("09351234567").keys("Shift+Tab", "Shift+Tab")
    clerk.at("first: father's name").writes("محمد")
