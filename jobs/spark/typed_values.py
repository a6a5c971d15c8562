"""From a text to a value: the rules of jobs/lake/typed-value.ts, date-values.ts, amount-spellings.ts and calendar-day.ts, for Spark."""

from mapped_texts import trimmed
from pyspark.sql import functions as F

NUMERIC = "decimal(38,9)"
PLAIN_NUMBER = r"\A\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*\z"
EXPONENT = r"[eE]([-+]?[0-9]+)"
# DuckDB reads no number with a larger one, and Java would write out all of its zeros.
LARGEST_EXPONENT = 32_767
DOLLAR = r"(\$|[Uu][Ss]\$|[Uu][Ss][Dd])?"
AMOUNT = r"(([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]*)?|\.[0-9]+)"
ACCOUNTING_ZERO = rf"\A\s*{DOLLAR}\s*-\s*\z"
WRITTEN_AMOUNT = (
    rf"\A(\s*([-+]\s*{DOLLAR}|{DOLLAR}\s*[-+]?)\s*{AMOUNT}\s*([Uu][Ss][Dd])?\s*"
    rf"|\s*({DOLLAR}\s*\(|\(\s*{DOLLAR})\s*{AMOUNT}\s*\)\s*"
    rf"|\s*{DOLLAR}\s*{AMOUNT}\s*-\s*)\z"
)
WHOLE_NUMBER = r"\A\s*[-+]?[0-9]+\s*\z"
SLASHED_DAY = r"\A\s*(\d{1,2})/(\d{1,2})/\d{4}"
ISO_DATE = r"\A\d{4}-\d\d-\d\d\z"
WITH_OFFSET = r"\A\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?\s?(Z|UTC|GMT|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)\z"
STATES_OFFSET = r"\A[^\n]*:[^\n]*([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[-+]\d\d(:?\d\d)?)\s*\z"
ISO_MOMENT = r"\A\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?Z?\z"
TIME = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
TIME_WITH_HALF = r"(0?[1-9]|1[0-2]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)? ?[AaPp][Mm]"
ZONE = r" ?([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[-+](0\d|1[0-4])(:?[0-5]\d)?)"
DAY = r"(\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
LOCAL_MOMENT = rf"\A\s*{DAY}([ T] *({TIME_WITH_HALF}|{TIME}))?\s*\z"
MOMENT = rf"\A\s*{DAY}([ T] *({TIME_WITH_HALF}|{TIME})({ZONE})?)?\s*\z"
NANOS = 1_000_000_000


def numeric(text, places, scale):
    """Rounded once, to `places` decimals. `scale` moves the point before that."""
    wanted = f"decimal(38,{places})"
    decimal = lambda of: of.cast(wanted).cast(NUMERIC)
    digits = scale["digits"] if scale else 0
    sign = F.when(text.rlike("[-(]"), "-").otherwise("")
    moved = F.lit(f"e{digits}" if scale else "")
    written = F.concat(sign, F.regexp_replace(text, "[^0-9.]", ""), moved)
    value = (
        F.when(text.rlike(PLAIN_NUMBER), decimal(moved_point(text, digits) if scale else within(text)))
        .when(text.rlike(ACCOUNTING_ZERO), F.lit(0).cast(NUMERIC))
        .when(text.rlike(WRITTEN_AMOUNT), decimal(written))
    )
    return -value if scale and scale["negative"] else value


def exponent(text):
    """NULL where it is larger than a whole number can be."""
    return F.when(text.rlike("[eE]"), F.regexp_extract(text, EXPONENT, 1).cast("int").cast("bigint")).otherwise(0)


def within(text):
    """The text of a plain number that can be written out."""
    return F.when(F.abs(exponent(text)) <= LARGEST_EXPONENT, text)


def moved_point(text, digits):
    moved = exponent(text) + digits
    return F.when(F.abs(moved) <= LARGEST_EXPONENT, F.concat(F.regexp_extract(trimmed(text), "^[^eE]*", 0), F.lit("e"), moved.cast("string")))


def iso_date(text):
    # BigQuery's first year is 1; Spark has a year 0.
    return F.when(text.rlike(ISO_DATE) & (F.substring(text, 1, 4) != "0000"), text.cast("date"))


def iso_moment(text):
    known = text.rlike(ISO_MOMENT) & (F.substring(text, 1, 4) != "0000")
    return F.when(known, F.regexp_replace(text, "Z$", "").cast("timestamp"))


def year_first(text):
    """The month before the day between slashes."""
    return F.regexp_replace(text, r"(\d+)/(\d+)/(\d+)", "$3-$1-$2")


def written_day(text):
    return F.when(text.rlike(LOCAL_MOMENT), F.regexp_extract(year_first(text), r"\d+-\d+-\d+", 0).cast("date"))


def moment(text):
    """In UTC: Spark reads the offset, after seconds."""
    noon = F.regexp_replace(year_first(text), "[ T] *12(:.*[AaPp][Mm])", " 0$1")
    clock = F.regexp_replace(F.regexp_replace(noon, " ?([AaPp][Mm])", ""), r"[ T] *(\d+:\d\d)(?![:\d])", " $1:00")
    hours = F.when(F.lower(text).contains("pm"), 12).otherwise(0)
    return F.when(text.rlike(MOMENT), F.regexp_replace(clock, "[ T]+(?=\\d)", " ").cast("timestamp") + F.make_dt_interval(F.lit(0), hours))


def in_range(value):
    year = F.year(value)
    return F.when((year >= 1) & (year <= 9999), value)


def from_clock(local, zone):
    """The moment, in UTC, at which a clock of the zone shows a time; of the two in an hour that the clock repeats, the later one."""
    earlier = F.to_utc_timestamp(local, zone)
    day = F.expr("interval 24 hours")
    # How far the clock is from UTC once it has been set back: what it shows a day later says that.
    ahead = F.from_utc_timestamp(earlier + day, zone) - (earlier + day)
    later = local - ahead
    return F.when(F.from_utc_timestamp(later, zone) == local, later).otherwise(earlier)


def is_ambiguous_day(text):
    """A day between slashes that is another day when its first two parts are swapped."""
    part = lambda index: F.regexp_extract(text, SLASHED_DAY, index).cast("int")
    return text.rlike(MOMENT) & text.contains("/") & (part(1) <= 12) & (part(2) <= 12) & (part(1) != part(2))


def day_text(text, zone, is_instant):
    """The text of a day, as jobs/lake/calendar-day.ts: an instant becomes its day in the zone, all other texts stay."""
    stated = F.regexp_replace(text, r"\s?(Z|UTC|GMT)$", "+00:00")
    stated = F.regexp_replace(F.regexp_replace(stated, r"\s([+-])", "$1"), r"([+-]\d\d)(\d\d)$", "$1:$2")
    stated = F.regexp_replace(stated, r"^(.{11}.*[+-]\d\d)$", "$1:00")
    known = text.rlike(WITH_OFFSET)
    if is_instant:
        stated = F.when(known, stated).otherwise(F.concat(F.regexp_replace(text, "Z$", ""), F.lit("+00:00")))
        known = known | text.rlike(ISO_MOMENT)
    # Spark wants seconds before an offset.
    stated = F.regexp_replace(stated, r"([ T]\d\d:\d\d)(?![:\d])", "$1:00")
    # Not a format: in one the year before 1 is another 1.
    day = F.from_utc_timestamp(stated.cast("timestamp"), zone).cast("date").cast("string")
    return F.when(known, F.coalesce(day, text)).otherwise(text)


def typed_value(column, text, zone):
    """NULL where the text is not of the column's type. `zone` of a clock that wrote times without an offset; None: UTC."""
    kind = column["type"]
    if kind == "STRING":
        return text
    if kind == "NUMERIC":
        return numeric(text, 2 if column["money"] else 9, column["verbs"]["scale"])
    if kind == "INT64":
        return F.when(text.rlike(WHOLE_NUMBER), F.trim(text).cast("bigint"))
    if kind == "BOOL":
        word = F.lower(trimmed(text))
        return F.when(word.isin("1", "true"), F.lit(True)).when(word.isin("0", "false"), F.lit(False))
    if kind == "DATE":
        return F.coalesce(iso_date(text), iso_moment(text).cast("date"), in_range(written_day(text)))
    if kind == "TIMESTAMP":
        value = F.coalesce(iso_date(text).cast("timestamp"), iso_moment(text), in_range(moment(text)))
        return F.when(text.rlike(STATES_OFFSET), value).otherwise(in_range(from_clock(value, zone))) if zone else value
    raise ValueError(f"no type {kind}")


def hash_text(column, value):
    """The text of a value that a row's hash covers."""
    if column["type"] == "STRING":
        return value
    if column["type"] == "TIMESTAMP":
        return F.date_format(value, "yyyy-MM-dd HH:mm:ss.SSSSSS")
    if column["type"] == "NUMERIC" and column["money"]:
        return value.cast("decimal(38,2)").cast("string")
    if column["type"] == "NUMERIC":
        # Spark writes small decimals as 1.0E-8.
        nanos = (F.abs(value) * NANOS).cast("bigint").cast("string")
        small = F.concat(F.when(value < 0, "-0.").otherwise("0."), F.lpad(nanos, 9, "0"))
        return F.when(F.abs(value) < 1, small).otherwise(value.cast("string"))
    return value.cast("string")
