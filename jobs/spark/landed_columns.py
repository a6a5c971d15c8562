"""From the texts of a source to the columns of landing: the rules of jobs/lake/landing-sql.ts, typed-rows.ts and row-hash.ts, for Spark.

Both write the same parquet for the same row, hash and all; a test reads tables both ways and compares every value.
"""

from mapped_texts import has_text, is_unmapped, mapped_texts, meant_text, padded, word_name
from pyspark.sql import functions as F
from typed_values import day_text, hash_text, is_ambiguous_day, typed_value

# As model/catalogue.ts has it.
HASH_VERSION = 3
# As model/hash-tags.ts has it.
HASH_MARK = "\x1f"


def text_name(index):
    """The column with the text that is typed."""
    return f"t{index}"


def value_name(index):
    return f"v{index}"


def typed_text(column, index, time_zone, is_instant):
    text = meant_text(column, index)
    if column["modelPadTo"]:
        text = padded(text, column["modelPadTo"])
    if column["type"] != "DATE":
        return text
    # A zone on a day says that its column holds instants, in UTC where they do not say.
    zone = column["verbs"]["zone"]
    return day_text(text, zone or time_zone, is_instant or bool(zone))


def is_bad(column, index):
    """Whether a value is unreadable. What a split or a value map leaves out has no value."""
    verbs = column["verbs"]
    given = text_name(index) if verbs["split"] or verbs["values"] else word_name(index)
    illegible = F.col(value_name(index)).isNull() & has_text(F.col(given))
    return illegible | is_unmapped(index) if holds_unmapped(column) else illegible


def holds_unmapped(column):
    values = column["verbs"]["values"]
    return bool(values) and values["otherwise"] == "quarantine"


def hashed(column, index):
    """A column's part of the text that a row's hash is of; NULL: none."""
    text = hash_text(column, F.col(value_name(index)))
    if column["type"] != "STRING" or holds_unmapped(column):
        # An unreadable text is part of the row's content.
        text = F.coalesce(text, F.when(is_bad(column, index), F.col(word_name(index))))
    # NULL where the text is: what is concatenated with NULL is NULL.
    return F.concat(F.lit(f"{HASH_MARK}{column['tag']}"), F.replace(text, F.lit(HASH_MARK), F.lit(HASH_MARK * 2)))


def notes_of(column, index):
    verbs, name = column["verbs"], column["name"]
    found = []
    # A format says itself which part is the month.
    if column["type"] in ("DATE", "TIMESTAMP") and not verbs["format"]:
        found.append(F.when(is_ambiguous_day(F.col(text_name(index))), f"ambiguous_dates:{name}"))
    if verbs["values"]:
        rule = "unmapped" if holds_unmapped(column) else "unmapped_kept"
        found.append(F.when(is_unmapped(index), f"{rule}:{name}"))
    return found


def landed(rows, plan, run_id, taken_at, instants=()):
    """`rows` has a text for each source column of the plan; the result has the columns of landing, without `_seq`'s order.

    `instants` names the columns of the model that the source holds as instants and writes in UTC.
    """
    columns = list(enumerate(plan["columns"]))
    texts = mapped_texts(rows, plan["columns"])
    is_instant = lambda each: each["name"] in instants
    text = lambda index, each: typed_text(each, index, plan["timeZone"], is_instant(each))
    clock = lambda each: None if is_instant(each) else each["verbs"]["zone"]
    typed = texts.select("*", *[text(index, each).alias(text_name(index)) for index, each in columns])
    values = typed.select("*", *[typed_value(each, F.col(text_name(index)), clock(each)).alias(value_name(index)) for index, each in columns])

    content = sorted((pair for pair in columns if not pair[1]["bookkeeping"]), key=lambda pair: pair[1]["name"])
    row_hash = F.sha2(F.concat_ws("", *[hashed(each, index) for index, each in content]), 256)
    checked = [(index, each) for index, each in columns if each["type"] != "STRING" or each["verbs"]["values"]]
    unreadable = F.lit(None).cast("string")
    if checked:
        found = F.to_json(F.struct(*[F.when(is_bad(each, index), F.col(word_name(index))).alias(each["name"]) for index, each in checked]))
        unreadable = F.when(found != "{}", found)
    notes = F.concat_ws(",", *[note for index, each in columns for note in notes_of(each, index)])
    taken = F.lit(taken_at).cast("timestamp")
    stated = [F.col(value_name(index)).cast("timestamp") for index, each in columns if each["name"] == plan["statedBy"]]
    kind = F.when(stated[0].isNull(), "missing").otherwise("cursor") if stated else F.lit("none")
    return values.select(
        F.lit(plan["hospitalId"]).alias("hospital_id"),
        *[F.col(value_name(index)).alias(each["name"]) for index, each in columns],
        F.lit(run_id).alias("_run_id"),
        F.lit("U").alias("_op"),
        F.coalesce(*stated, taken).alias("_source_ts"),
        kind.alias("_source_time_kind"),
        (F.monotonically_increasing_id() + 1).alias("_seq"),
        row_hash.alias("_row_hash"),
        F.lit(HASH_VERSION).cast("bigint").alias("_hash_version"),
        unreadable.alias("_unreadable"),
        F.when(notes != "", notes).alias("_notes"),
        F.lit(None).cast("string").alias("_source_file"),
        F.lit(None).cast("bigint").alias("_source_line"),
    )
