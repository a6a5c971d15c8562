"""From the text of a source to the columns of landing: the rules of jobs/lake/landing-sql.ts and typed-value.ts, for Spark.

Both write the same parquet for the same row, hash and all; a test reads one table both ways and compares every value.
"""

from pyspark.sql import functions as F

NUMERIC = "decimal(38,9)"
PLAIN_NUMBER = r"\A\s*[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?\s*\z"
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
DIGITS = r"\A[0-9]+\z"
ISO_DATE = r"\A\d{4}-\d\d-\d\d\z"
WITH_OFFSET = r"\A\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?\s?(Z|UTC|GMT|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)\z"
ISO_MOMENT = r"\A\d{4}-\d\d-\d\d[ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?Z?\z"
TIME = r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?"
TIME_WITH_HALF = r"(0?[1-9]|1[0-2]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)? ?[AaPp][Mm]"
ZONE = r" ?([Zz]|[Uu][Tt][Cc]|[Gg][Mm][Tt]|[-+](0\d|1[0-4])(:?[0-5]\d)?)"
DAY = r"(\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})"
LOCAL_MOMENT = rf"\A\s*{DAY}([ T] *({TIME_WITH_HALF}|{TIME}))?\s*\z"
MOMENT = rf"\A\s*{DAY}([ T] *({TIME_WITH_HALF}|{TIME})({ZONE})?)?\s*\z"
NANOS = 1_000_000_000
# As model/catalogue.ts has it.
HASH_VERSION = 2


def numeric(text, scale):
    wanted = f"decimal(38,{scale})"
    decimal = lambda of: of.cast(wanted).cast(NUMERIC)
    sign = F.when(text.rlike("[-(]"), "-").otherwise("")
    written = F.concat(sign, F.regexp_replace(text, "[^0-9.]", ""))
    return (
        F.when(text.rlike(PLAIN_NUMBER), decimal(text))
        .when(text.rlike(ACCOUNTING_ZERO), F.lit(0).cast(NUMERIC))
        .when(text.rlike(WRITTEN_AMOUNT), decimal(written))
    )


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


def is_ambiguous_day(text):
    """A day between slashes that is another day when its first two parts are swapped."""
    part = lambda index: F.regexp_extract(text, SLASHED_DAY, index).cast("int")
    return text.rlike(MOMENT) & text.contains("/") & (part(1) <= 12) & (part(2) <= 12) & (part(1) != part(2))


def day_text(text, zone, is_instant):
    """The text of a day, as jobs/lake/calendar-day.ts: an instant becomes its day in the environment's zone, all other texts stay."""
    stated = F.regexp_replace(text, r"\s?(Z|UTC|GMT)$", "+00:00")
    stated = F.regexp_replace(F.regexp_replace(stated, r"\s([+-])", "$1"), r"([+-]\d\d)(\d\d)$", "$1:$2")
    stated = F.regexp_replace(stated, r"^(.{11}.*[+-]\d\d)$", "$1:00")
    # Spark wants seconds before an offset.
    stated = F.regexp_replace(stated, r"([ T]\d\d:\d\d)(?![:\d])", "$1:00")
    known = text.rlike(WITH_OFFSET)
    if is_instant:
        stated = F.when(known, stated).otherwise(F.concat(F.regexp_replace(text, "Z$", ""), F.lit("+00:00")))
        known = known | text.rlike(ISO_MOMENT)
    day = F.date_format(F.from_utc_timestamp(stated.cast("timestamp"), zone), "yyyy-MM-dd")
    return F.when(known, F.coalesce(day, text)).otherwise(text)


def typed_text(column, original, zone, is_instant):
    text = day_text(original, zone, is_instant) if column["type"] == "DATE" else original
    prefix = column["stripPrefix"]
    if prefix:
        text = F.when(text.startswith(prefix), F.expr(f"substr(`{original_name(column)}`, {len(prefix) + 1})")).otherwise(text)
    if column["padTo"]:
        short = (F.octet_length(text) < column["padTo"]) & text.rlike(DIGITS)
        text = F.when(short, F.lpad(text, column["padTo"], "0")).otherwise(text)
    return text


def typed_value(column, text):
    kind = column["type"]
    if kind == "STRING":
        return text
    if kind == "NUMERIC":
        return numeric(text, 2 if column["money"] else 9)
    if kind == "INT64":
        return F.when(text.rlike(WHOLE_NUMBER), F.trim(text).cast("bigint"))
    if kind == "BOOL":
        word = F.lower(F.trim(text))
        return F.when(word.isin("1", "true"), F.lit(True)).when(word.isin("0", "false"), F.lit(False))
    if kind == "DATE":
        return F.coalesce(iso_date(text), iso_moment(text).cast("date"), in_range(written_day(text)))
    if kind == "TIMESTAMP":
        return F.coalesce(iso_date(text).cast("timestamp"), iso_moment(text), in_range(moment(text)))
    raise ValueError(f"no type {kind}")


def hash_text(column, value):
    """The text of a value that a row's hash covers."""
    if column["type"] == "STRING":
        return value
    if column["type"] == "TIMESTAMP":
        return F.date_format(value, "yyyy-MM-dd HH:mm:ss.SSSSSS")
    if column["type"] == "NUMERIC":
        # Spark writes small decimals as 1.0E-8.
        nanos = (F.abs(value) * NANOS).cast("bigint").cast("string")
        small = F.concat(F.when(value < 0, "-0.").otherwise("0."), F.lpad(nanos, 9, "0"))
        return F.when(F.abs(value) < 1, small).otherwise(value.cast("string"))
    return value.cast("string")


def original_name(column):
    return f"o_{column['name']}"


def landed(rows, plan, run_id, taken_at, instants=()):
    """`rows` has a text `o_<name>` for each column of the plan; the result has the columns of landing, without `_seq`.

    `instants` names the columns that the source holds as instants and writes in UTC.
    """
    zone = plan["timeZone"]
    typed = lambda each: typed_value(each, typed_text(each, F.col(original_name(each)), zone, each["name"] in instants))
    columns = plan["columns"]
    values = rows.select("*", *[typed(each).alias(f"v_{each['name']}") for each in columns])
    value = lambda each: F.col(f"v_{each['name']}")
    original = lambda each: F.col(original_name(each))
    bad = lambda each: value(each).isNull() & (F.trim(original(each)) != "")
    checked = [each for each in columns if each["type"] != "STRING"]

    def hashed(each):
        text = hash_text(each, value(each))
        if each["type"] != "STRING":
            # An unreadable text is part of the row's content.
            text = F.coalesce(text, F.when(bad(each), original(each)))
        return F.when(text.isNotNull(), F.concat(F.lit(f"{each['name']}="), F.octet_length(text).cast("string"), F.lit(":"), text, F.lit(";")))

    row_hash = F.sha2(F.concat_ws("", *[hashed(each) for each in sorted(columns, key=lambda each: each["name"]) if not each["bookkeeping"]]), 256)
    unreadable = F.lit(None).cast("string")
    if checked:
        found = F.to_json(F.struct(*[F.when(bad(each), original(each)).alias(each["name"]) for each in checked]))
        unreadable = F.when(found != "{}", found)
    guesses = [
        F.when(is_ambiguous_day(original(each)), f"ambiguous_dates:{each['name']}")
        for each in columns
        if each["type"] in ("DATE", "TIMESTAMP")
    ]
    notes = F.concat_ws(",", *guesses)
    taken = F.lit(taken_at).cast("timestamp")
    cursor = [value(each).cast("timestamp") for each in columns if each["name"] == plan["cursor"]]
    kind = F.when(cursor[0].isNull(), "missing").otherwise("cursor") if cursor else F.lit("none")
    return values.select(
        F.lit(plan["hospitalId"]).alias("hospital_id"),
        *[value(each).alias(each["name"]) for each in columns],
        F.lit(run_id).alias("_run_id"),
        F.lit("U").alias("_op"),
        F.coalesce(*cursor, taken).alias("_source_ts"),
        kind.alias("_source_time_kind"),
        (F.monotonically_increasing_id() + 1).alias("_seq"),
        row_hash.alias("_row_hash"),
        F.lit(HASH_VERSION).cast("bigint").alias("_hash_version"),
        unreadable.alias("_unreadable"),
        F.when(notes != "", notes).alias("_notes"),
        F.lit(None).cast("string").alias("_source_file"),
        F.lit(None).cast("bigint").alias("_source_line"),
    )
