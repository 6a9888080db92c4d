"""The colours of Kelaseh as sRGB hex strings.

Each pair in CONTRAST is tested against its WCAG 2.2 bound (1.4.3: 4.5 for text, 1.4.11: 3 for shapes).
A colour never speaks alone: a sign (● ▲ ■) or a word goes with it.
"""

BACKGROUND = "#F5F7F8"
SURFACE = "#FFFFFF"
STRIPE = "#FAFBFC"
INK = "#1B2733"
MUTED = "#55636F"
DISABLED = "#8A97A2"
BORDER = "#7E8B97"
HAIRLINE = "#CBD3DA"
GRID = "#E6EBEF"
HEADER = "#EDF1F3"
STATUS = "#E9EEF1"

PRIMARY = "#0F5C63"
PRIMARY_HOVER = "#0B474D"
PRIMARY_SOFT = "#E1F0F0"
SELECTION = "#CFE5E6"
FOCUS = "#C77700"

OK = "#1E7B45"
OK_SOFT = "#E6F4EA"
WARNING = "#8A5A00"
WARNING_SOFT = "#FFF4DC"
WARNING_EDGE = "#B07B12"
ERROR = "#B3261E"
ERROR_SOFT = "#FDECEA"
INFO = "#1F5FA8"

NAV = "#13343A"
NAV_HOVER = "#1D4A51"
NAV_INK = "#E7F0F1"
NAV_FOCUS = "#FFC457"

CHART_SERIES = ("#0F5C63", "#B8730C", "#5B6C9E")

TEXT_BOUND = 4.5
SHAPE_BOUND = 3.0

# (what is drawn, what it is drawn on, least contrast)
CONTRAST: tuple[tuple[str, str, float], ...] = (
    (INK, BACKGROUND, TEXT_BOUND),
    (INK, SURFACE, TEXT_BOUND),
    (INK, SELECTION, TEXT_BOUND),
    (INK, HEADER, TEXT_BOUND),
    (INK, STATUS, TEXT_BOUND),
    (MUTED, BACKGROUND, TEXT_BOUND),
    (MUTED, SURFACE, TEXT_BOUND),
    (MUTED, SELECTION, TEXT_BOUND),
    (SURFACE, PRIMARY, TEXT_BOUND),
    (SURFACE, PRIMARY_HOVER, TEXT_BOUND),
    (PRIMARY, SURFACE, TEXT_BOUND),
    (OK, SURFACE, TEXT_BOUND),
    (OK, STATUS, TEXT_BOUND),
    (OK, OK_SOFT, TEXT_BOUND),
    (WARNING, WARNING_SOFT, TEXT_BOUND),
    (WARNING, STATUS, TEXT_BOUND),
    (ERROR, SURFACE, TEXT_BOUND),
    (ERROR, ERROR_SOFT, TEXT_BOUND),
    (ERROR, STATUS, TEXT_BOUND),
    (INFO, SURFACE, TEXT_BOUND),
    (NAV_INK, NAV, TEXT_BOUND),
    (NAV_INK, NAV_HOVER, TEXT_BOUND),
    (BORDER, SURFACE, SHAPE_BOUND),
    (BORDER, BACKGROUND, SHAPE_BOUND),
    (FOCUS, SURFACE, SHAPE_BOUND),
    (FOCUS, BACKGROUND, SHAPE_BOUND),
    (NAV_FOCUS, NAV, SHAPE_BOUND),
    (WARNING_EDGE, SURFACE, SHAPE_BOUND),
    *((colour, SURFACE, SHAPE_BOUND) for colour in CHART_SERIES),
)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
