"""Qt's own words in Persian."""

from PySide6.QtCore import QLibraryInfo, QTranslator


class PersianTranslator(QTranslator):
    """qtbase_fa, with key names left as they are printed on the keyboard.

    qtbase_fa (not qt_fa, which is an empty stub) turns Ctrl+S into «کنترل+S», which no keyboard shows.
    """

    def __init__(self) -> None:
        super().__init__()
        if not self.load("qtbase_fa", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            raise FileNotFoundError("qtbase_fa.qm is missing from the Qt translations")

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        if context == "QShortcut":
            return source
        # An empty string would blank whatever qtbase_fa does not know; None lets Qt keep the source.
        return super().translate(context, source, disambiguation or "", count) or None
