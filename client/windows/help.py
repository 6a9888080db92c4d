"""F1: what the program does for whom, in the words of the courtroom's office, and the keys of every page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from client.models.bridge import Bridge
from client.models.words import Words
from client.sync.session import DeskRole, Session
from client.widgets.card import Card
from client.widgets.label import Label
from client.windows.navigation import permitted_pages
from client.windows.page import Page

# (page it belongs to or "" for everybody, heading, sentences)
TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "",
        "وقتی ارتباط با مرکز قطع است",
        (
            "کار را ادامه دهید: هر چه ذخیره می‌کنید رمزگذاری‌شده در صف می‌ماند و خودبه‌خود فرستاده می‌شود.",
            "نشانهٔ ◌ یعنی «در انتظار ارسال»؛ با پاسخ مرکز برداشته می‌شود.",
            "اگر مرکز درخواستی را نپذیرد، همان فرم با همهٔ نوشته‌ها و دلیلِ آن باز می‌شود تا درستش کنید.",
        ),
    ),
    (
        "case_entry",
        "ثبت پرونده (F3)",
        (
            "نوع، تاریخ و موضوع را وارد کنید، خواسته‌ها یا اتهام‌ها را از فهرست برگزینید.",
            "طرف‌ها را در جدول بنویسید: Enter خانهٔ بعد، و در پایان، ردیف تازه؛ در ردیف خالی، بخش بعد.",
            "جزئیات، نشانه‌ها و موکلِ هر طرف کنار جدول است (F6)؛ کسی که می‌شناسیم با F12 نوشته می‌شود.",
            "Ctrl با ↑ یا ↓ در جزئیات، همان خانه را برای طرف پیش یا بعد می‌آورد.",
            "سربرگ دادخواست را یک‌جا بچسبانید: «شماره: …»، «موضوع: …»، «خواهان: نام نام‌خانوادگی کد ملی».",
            "Ctrl+D رونوشت از پروندهٔ پیش، F8 پیش‌نویس‌ها، Ctrl+Z در فرم خالی بازگرداندن آخرین ثبت.",
            "اگر پرونده‌ای همانند باشد کنار فرم می‌آید: Ctrl+O آن را باز می‌کند، F9 و یک دلیل ادامه می‌دهد.",
            "Ctrl+Enter یا F9 ذخیره می‌کند و فرم را برای پروندهٔ بعد آماده می‌کند؛ نوع و تاریخ می‌ماند.",
            "فرمِ نیمه‌کاره پیش از دو ثانیه پیش‌نویس می‌شود و با خاموش‌شدن رایانه از میان نمی‌رود.",
        ),
    ),
    (
        "referral_desk",
        "ارجاع پرونده‌ها (F2)",
        (
            "پرونده‌های در نوبت ارجاع، دیرینه‌ترین در بالا؛ در سمت چپ شعبه‌هایی که می‌توانند رسیدگی کنند.",
            "Ctrl+Enter ارجاع می‌دهد و پروندهٔ بعد پیش می‌آید.",
        ),
    ),
    (
        "inbox",
        "کارتابل ورودی (F2)",
        (
            "ارجاع‌های تازه پررنگ‌اند و خودبه‌خود پدیدار می‌شوند.",
            "Ctrl+Enter ارجاع را می‌پذیرد، یا پروندهٔ مهرشده را با رمزِ برگه می‌گشاید.",
            "شمارهٔ بایگانی را مرکز می‌دهد؛ تا آن زمان «در انتظار شمارهٔ مرکز» نوشته می‌شود.",
        ),
    ),
    (
        "desk_cases",
        "پرونده‌های میز",
        (
            "همهٔ پرونده‌هایی که در دست این میز است؛ نزدیک‌ترین وقت در بالا.",
            "Ctrl+F جست‌وجو در شماره، موضوع و نام طرف‌ها، با هر املایی؛ Enter پرونده را باز می‌کند.",
            "«آمادهٔ امضا» یعنی رأی نوشته شده و در انتظار امضای قاضی است؛ نزد قاضی این‌ها در بالا هستند.",
        ),
    ),
    (
        "case_file",
        "پرونده",
        (
            "همهٔ داستان پرونده در یک صفحه: ↓ پروندهٔ بعدِ فهرست، → بخش بعد، Enter ردیف‌های بخش، Esc بیرون.",
            "Ctrl+N یادداشت، Insert اقدام تازه با مهلت، F12 جای پروندهٔ کاغذی، Ctrl+P جلد، برگه و رسید.",
            "آخرین کارِ خودتان را تا ساعتی که بالای صفحه نوشته شده با Ctrl+Z بازگردانید.",
            "بارکد جلد را در هر صفحه‌ای که باشید اسکن کنید: همان پرونده باز می‌شود.",
        ),
    ),
    (
        "amend_case",
        "اصلاح پرونده (Ctrl+E در پرونده)",
        (
            "تنها آنچه تغییر دهید فرستاده می‌شود؛ مقدار پیشین خط‌خورده، با نام اصلاح‌کننده، می‌ماند.",
            "اگر همکاری همان خانه را در این میان تغییر داده باشد، هر دو مقدار کنار هم می‌آید تا برگزینید.",
        ),
    ),
    (
        "day_list",
        "فهرست روز",
        ("آنچه امروز ثبت یا پذیرفته شد؛ ↑ و ↓ در خانهٔ روز، روز پس و پیش؛ Ctrl+P چاپ.",),
    ),
    (
        "decision",
        "رأی",
        (
            "F9 در پرونده فرم رأی را باز می‌کند: نتیجه را برگزینید (نوع از آن پیداست) و متن را بنویسید.",
            "در جدول، خواسته‌ای که خالی بماند مانند نتیجهٔ رأی است؛ Insert آن را برای هر طرف جدا می‌کند.",
            "Ctrl+Enter یا Ctrl+S رأی را برای امضا می‌گذارد؛ آنچه نیمه‌کاره بماند پیش‌نویس می‌شود.",
            "قاضی در پرونده با Ctrl+Enter متن را می‌خواند و امضا می‌کند؛ ردیف دفتر دادنامه را مرکز می‌دهد.",
            "رأی امضانشده با Ctrl+Delete کنار گذاشته می‌شود؛ امضاشده را «اصلاح رأی» (Ctrl+R) تصحیح می‌کند.",
            "اگر کاری باز باشد، پیش از امضا یا ارسال نام برده می‌شود: پایانش دهید یا با Insert همراه بفرستید.",
        ),
    ),
    (
        "send_up",
        "ارسال به مرجع بالاتر (F11)",
        (
            "پس از رأی پایانی، پرونده زیر مهر فرستاده می‌شود و رمز آن تنها روی برگه چاپ می‌شود (F8).",
            "برگه با پروندهٔ کاغذی می‌رود؛ اگر گم شد، F8 در پرونده رمز تازه می‌سازد و برگهٔ پیشین را باطل می‌کند.",
            "چند رمز نادرست پرونده را می‌بندد؛ تنها فرستنده با رمز تازه آن را باز می‌کند.",
        ),
    ),
    (
        "enquiry",
        "استعلام (F5)",
        (
            "شماره و دلیل را بنویسید: پاسخ می‌گوید پرونده نزد کدام میز و در چه وضعیتی است، بی‌نام طرف‌ها.",
            "هر استعلام با نام شما، زمان و دلیل در دفتر استعلام می‌ماند.",
        ),
    ),
    (
        "report",
        "گزارش‌ها",
        (
            "آمار هر ماه از مرکز می‌آید؛ Alt+Right ماه پیش و Alt+Left ماه بعد را نشان می‌دهد.",
            "Enter روی هر رقم پرونده‌های پشت آن را می‌آورد؛ Ctrl+P و Ctrl+E آمار را در فایل ذخیره می‌کنند.",
        ),
    ),
    (
        "people",
        "میزها و کاربران (F2)",
        (
            "فهرست میزهای استان و کاربران، برای دیدن؛ Ctrl+F در هر دو می‌جوید.",
            "حساب، سمت، گذرواژه و قفل را متصدی مرکز با فرمان \u2066kelaseh-server account\u2069 تغییر می‌دهد.",
        ),
    ),
    (
        "outbox",
        "صف ارسال (F7)",
        ("آنچه هنوز به مرکز نرسیده یا مرکز نپذیرفته اینجاست؛ Enter فرمِ همان کار را برای اصلاح باز می‌کند.",),
    ),
)


class HelpPage(Page):
    """Topics for the pages this user has, and the sheet of keys."""

    title = "راهنما"

    def __init__(
        self, session: Session, bridge: Bridge, words: Words, role: DeskRole, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, bridge, words, role, parent)
        permitted = {entry.name for entry in permitted_pages(role, words.desk(role.desk))}
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(Label("Ctrl+F1 فهرست کلیدها · Ctrl+K فرمان‌یاب · F6 رفتن میان بخش‌ها", "hint"))
        self.column.addLayout(head)
        sheet = QWidget()
        sheet.setObjectName("page")
        topics = QVBoxLayout(sheet)
        topics.setContentsMargins(0, 0, 0, 0)
        topics.setSpacing(8)
        for page, heading, sentences in TOPICS:
            if not page or page in permitted:
                card = Card(heading)
                for sentence in sentences:
                    card.body.addWidget(Label(sentence, wrap=True))
                topics.addWidget(card)
        topics.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(sheet)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName("متن راهنما")
        self.column.addWidget(self.area, 1)

    def activate(self) -> None:
        self.area.setFocus()

    def panes(self) -> list[QWidget]:
        return [self.area]
