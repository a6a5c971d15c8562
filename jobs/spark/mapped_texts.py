"""What a mapping makes of the texts of a source: the verbs of docs/mapping.md, as jobs/lake/mapped-text.ts has them for DuckDB.

The plan has a mapping as what it says, so each verb is built as a Column from it: no text of a mapping is ever read as SQL.
"""

import json
import zlib

from pyspark.sql import functions as F

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
# What trimming takes off: all kinds of blanks, and no tab or line break.
BLANKS = r"\p{Zs}"
DIGITS = r"\A[0-9]+\z"
# Code points below which all letters with a case are.
CASED = 0x20000
# Lines of a value map that have one check sum, about.
LINES_TOGETHER = 8


def case_pairs(changed, more):
    """Letters and what each becomes. One for one: Java makes SS of ß, and the length of a text, and so a row's hash, would be another."""
    pairs = dict(more)
    for letter in map(chr, range(CASED)):
        one = next((each for each in changed(letter) if len(each) == 1), letter)
        if one != letter:
            pairs.setdefault(letter, one)
    return "".join(pairs), "".join(pairs.values())


# A letter whose capital is two letters may have one as the first of a word.
UPPER = case_pairs(lambda letter: (letter.upper(), letter.title()), {"ß": "ẞ"})
LOWER = case_pairs(lambda letter: (letter.lower(),), {"İ": "i"})


def source_name(place):
    """The column with the text of a source column."""
    return f"s{place}"


def word_name(index):
    """The column with what the source says of a column of the model: what is shown of an unreadable value."""
    return f"w{index}"


def prepared_name(index):
    """The column with the text after the verbs of texts, before values are mapped."""
    return f"p{index}"


def found_name(index):
    """The column with what the value map has for the text, a struct; NULL: it does not have the text."""
    return f"m{index}"


def has_text(text):
    """NULL for NULL, which no condition takes for true."""
    return text.rlike(f"[^{BLANKS}]")


def trimmed(text):
    return F.regexp_replace(text, rf"\A{BLANKS}+|{BLANKS}+\z", "")


def padded(text, length):
    short = (F.octet_length(text) < length) & text.rlike(DIGITS)
    return F.when(short, F.lpad(text, length, "0")).otherwise(text)


def composed(origin):
    """The text with which a column begins."""
    source = lambda place: F.col(source_name(place))
    kind = origin["kind"]
    if kind == "column":
        return source(origin["place"])
    if kind == "concat":
        # NULL where a part is.
        return F.concat(*[source(part["place"]) if "place" in part else F.lit(part["text"]) for part in origin["parts"]])
    if kind == "coalesce":
        return F.coalesce(*[F.when(has_text(source(place)), source(place)) for place in origin["places"]])
    return F.lit(origin["text"] if kind == "constant" else None).cast("string")


def split_part(text, by, part):
    """Counted without a regular expression: the separator is a text."""
    left = F.octet_length(F.replace(text, F.lit(by), F.lit("")))
    parts = (F.octet_length(text) - left) / len(by.encode("utf-8")) + 1
    return F.when(parts >= part, F.split_part(text, F.lit(by), F.lit(part)))


def in_case(text, letter_case):
    if letter_case == "upper":
        return F.translate(text, *UPPER)
    lower = F.translate(text, *LOWER)
    if letter_case == "lower":
        return lower
    words = F.regexp_extract_all(lower, F.lit("([^ '-]+|[ '-]+)"), F.lit(1))
    capital = lambda word: F.concat(F.translate(F.substring(word, 1, 1), *UPPER), word.substr(F.lit(2), F.length(word)))
    return F.array_join(F.transform(words, capital), "")


def prepared(text, verbs):
    """A text after split, trim, stripPrefix, case and padTo."""
    if verbs["split"]:
        text = split_part(text, verbs["split"]["by"], verbs["split"]["part"])
    if verbs["trim"]:
        text = trimmed(text)
    prefix = verbs["stripPrefix"]
    if prefix:
        text = F.when(text.startswith(prefix), text.substr(F.lit(len(prefix) + 1), F.length(text))).otherwise(text)
    if verbs["letterCase"]:
        text = in_case(text, verbs["letterCase"])
    return padded(text, verbs["padTo"]) if verbs["padTo"] else text


def looked_up(text, lines):
    """What a value map has for a text: of ten thousand lines, each row is compared with the few that have its check sum."""
    count = len(lines) // LINES_TOGETHER + 1
    buckets = [{} for _ in range(count)]
    for value, meant in lines.items():
        buckets[zlib.crc32(value.encode("utf-8")) % count][value] = {"meant": meant}
    # Spark reads the text once, when it plans.
    known = F.from_json(F.lit(json.dumps(buckets)), "array<map<string, struct<meant: string>>>")
    return known[(F.crc32(text.cast("binary")) % count).cast("int")][text]


def mapped_texts(rows, columns):
    """`rows` has a text for each source column; the result has also the word, the prepared text and what the value map has of each column."""
    numbered = list(enumerate(columns))
    words = rows.select("*", *[composed(each["origin"]).alias(word_name(index)) for index, each in numbered])
    texts = words.select("*", *[prepared(F.col(word_name(index)), each["verbs"]).alias(prepared_name(index)) for index, each in numbered])
    maps = [(index, each["verbs"]["values"]) for index, each in numbered if each["verbs"]["values"]]
    return texts.select("*", *[looked_up(F.col(prepared_name(index)), values["lines"]).alias(found_name(index)) for index, values in maps])


def is_unmapped(index):
    """A value that its value map does not have; never NULL."""
    return F.col(found_name(index)).isNull() & F.coalesce(has_text(F.col(prepared_name(index))), F.lit(False))


def meant_text(column, index):
    """The text that is typed: what the value map says, in the format that days are read in."""
    text = F.col(prepared_name(index))
    values, written = column["verbs"]["values"], column["verbs"]["format"]
    if values:
        otherwise = values["otherwise"]
        other = text if otherwise == "pass" else F.lit(None if otherwise == "quarantine" else otherwise["value"]).cast("string")
        # What has no value stays so, unless the map has the empty text.
        kept = F.when(F.coalesce(has_text(text), F.lit(False)), other).otherwise(text)
        text = F.when(F.col(found_name(index)).isNotNull(), F.col(found_name(index))["meant"]).otherwise(kept)
    return iso_text(text, written) if written else text


def iso_text(text, written):
    """A day or time in a format, as YYYY-MM-DD or YYYY-MM-DD HH:MM:SS; what is written otherwise gets a mark that makes it unreadable."""
    groups, pattern = written["groups"], written["pattern"]
    group = lambda kind: F.regexp_extract(text, pattern, groups[kind])
    two = lambda kind: F.lpad(group(kind), 2, "0")
    month = two("month")
    if written["monthName"]:
        name = F.upper(group("month"))
        month = F.coalesce(*[F.when(name == known, f"{number:02}") for number, known in enumerate(MONTHS, 1)])
    parts = [group("year"), F.lit("-"), month, F.lit("-"), two("day")]
    if "hour" in groups:
        parts += [F.lit(" "), two("hour"), F.lit(":"), two("minute"), F.lit(":"), two("second") if "second" in groups else F.lit("00")]
    known = text.rlike(rf"\A(?:{pattern})\z") & month.isNotNull()
    return F.when(~has_text(text), text).when(known, F.concat(*parts)).otherwise(F.concat(F.lit("?"), text))
