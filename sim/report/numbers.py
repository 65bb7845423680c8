"""Numbers as a reader wants them: few digits, true minus signs, intervals that say something."""

from math import floor, isnan, log10

MOST_MORE = 3
NOTHING = 0.005  # less than this is shown as 0.0, told from none or not


def counted(number: int, noun: str) -> str:
    """`1 replicate`, `64 replicates`, `10,000 replicates`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def plain(value: float) -> str:
    """A number as a reader wants it: one decimal, two if it is below 0.1, more only if it
    would vanish, true minus."""
    if abs(value) >= 0.095 or abs(value) < 1e-6:
        return _fixed(value, 0 if abs(value) >= 100 else 1)
    return _fixed(value, -floor(log10(abs(value))))


def signed(value: float) -> str:
    """As `plain`, with a plus sign before what is above zero."""
    return _sign(plain(value))


def minus(text: str) -> str:
    """Text with true minus signs, and none before a zero."""
    return text.replace("-", "−") if _nonzero(text) else text.lstrip("-+")


def round_up(value: float) -> float:
    """The next number, no smaller, that makes round steps: 1, 1.25, 1.5, 2, ... 8, 10 and so on."""
    power = 10.0 ** floor(log10(value))
    steps = (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10)
    return next(n * power for n in steps if n * power >= value * (1 - 1e-9))


def tick(value: float, sign: bool = False) -> str:
    """A tick's label: as few digits as it needs, a true minus, a plus sign on request."""
    text = f"{value:,.10g}".replace("-", "−")
    return f"+{text}" if sign and value > 0 else text


def told(effect: float, low: float, high: float) -> tuple[str, str]:
    """An effect and its 95 % interval in words, such as `+0.2` and `0.11 to 0.22`.

    An effect that cannot be told from none keeps one decimal. The interval gets more digits if
    its ends would look the same, or like the effect, or like 0 without being 0; so does the
    effect if it would seem to lie outside. If all of it is nearer to 0 than one decimal shows, it
    reads `within ±0.05`, or `within ±0.005` if it is too small to matter. It is empty if low and
    high are NaN.
    """
    if max(abs(low), abs(high)) < NOTHING and not low == high == 0:
        return "0.0", f"within ±{NOTHING}"
    clear = low > 0 or high < 0
    digits = 0 if max(abs(x) for x in (effect, low, high) if not isnan(x)) >= 100 else 1
    if isnan(low) or isnan(high):
        return "0.0" if abs(effect) < NOTHING else signed(effect), ""
    if clear:
        number = signed(effect)
        digits = max(digits, len(plain(effect).partition(".")[2]) if abs(effect) < 1 else 0)
    elif max(abs(low), abs(high)) < 0.05:
        return "0.0", "0.0 to 0.0" if low == high == 0 else "within ±0.05"
    else:
        number = _sign(_fixed(effect, digits))
    for more in range(digits, digits + MOST_MORE + 1):
        if _says(effect, low, high, more):
            digits = more
            break
    vanished = not clear and not _nonzero(number)
    if vanished or not low <= _value(number) <= high:
        number = _sign(_fixed(effect, digits))
    return number, f"{_fixed(low, digits)} to {_fixed(high, digits)}"


def _says(effect: float, low: float, high: float, digits: int) -> bool:
    """Whether so many digits tell the ends from each other, from the effect and from 0."""
    shown = {_fixed(x, digits) for x in (effect, low, high)}
    ends = [x for x in (low, high) if x != 0]
    return len(shown) == len({effect, low, high}) and all(_nonzero(_fixed(x, digits)) for x in ends)


def _fixed(value: float, digits: int) -> str:
    """A number with so many decimals; a true minus, but none before a zero."""
    text = f"{value:,.{digits}f}"
    return text.replace("-", "−") if _nonzero(text) else text.lstrip("-")


def _value(text: str) -> float:
    """The number that is shown."""
    return float(text.replace("−", "-").replace(",", ""))


def _nonzero(text: str) -> bool:
    return any(character in "123456789" for character in text)


def _sign(text: str) -> str:
    """A plus sign before what is above zero."""
    return f"+{text}" if _nonzero(text) and not text.startswith("−") else text
