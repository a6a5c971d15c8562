"""Lands one table that is too big for one process: read over JDBC in ranges of its key, written as parquet, the manifest last.

    extract_table.py --plan URI --landing URI --run-id ID [--partitions N]

The plan says what to read and what becomes of it (model/spark-plan.ts). The landing folder is the one that jobs/lake/landing.ts would fill; the step after this
program finds it complete. The program reads a table once: if an earlier run has landed the table and it has a cursor, the step itself
reads what is new, and this program does nothing.

The ranges do not share a snapshot. Each row is read once, because its key stays the same while the table is read. Rows that are committed
meanwhile may be missing, but not lost: the watermark is taken before the first range is read, so the next run reads everything that
changed since. The program does not ask for totals of the source, because those need one snapshot.
"""

import argparse
import json
import sys

from emr_source import Source, SourceError
from landed_columns import landed
from pyspark.sql import SparkSession, functions as F

ROWS_PER_FILE = 500_000


class Folder:
    """Files under a URI, in any file system that Spark supports."""

    def __init__(self, spark, uri):
        self.uri, self.jvm = uri.rstrip("/"), spark._jvm
        self.system = self.path("").getFileSystem(spark._jsc.hadoopConfiguration())

    def path(self, name):
        return self.jvm.org.apache.hadoop.fs.Path(f"{self.uri}/{name}" if name else self.uri)

    def exists(self, pattern):
        return len(self.system.globStatus(self.path(pattern)) or []) > 0

    def delete(self, name):
        self.system.delete(self.path(name), True)

    def write(self, name, text):
        stream = self.system.create(self.path(name), True)
        stream.write(bytearray(text, "utf-8"))
        stream.close()


def write_parts(spark, rows, plan, landing, prefix):
    """Writes parquet files and counts their rows from the files themselves."""
    target = f"{landing.uri}/{prefix}parts"
    rows.write.option("maxRecordsPerFile", ROWS_PER_FILE).option("compression", "zstd").mode("overwrite").parquet(target)
    # With the schema: a folder without files has none.
    written = spark.read.schema(rows.schema).parquet(target)
    counts = written.groupBy(F.input_file_name().alias("file")).count().orderBy("file").collect()
    parts = [{"key": f"{prefix}parts/{each['file'].rsplit('/', 1)[-1]}", "rows": each["count"]} for each in counts]
    money = [each["name"] for each in plan["columns"] if each["money"]]
    sums = written.agg(F.count(F.lit(1)).alias("rows"), *[F.sum(F.col(name).cast("decimal(38,2)")).alias(name) for name in money]).collect()[0]
    return parts, sums["rows"], {name: f"{sums[name] or 0:.2f}" for name in money}


def extract(spark, plan, landing, run_id, partitions):
    """Returns what happened, in words."""
    table = f"{plan['hospitalId']}/{plan['table']}"
    prefix = f"{table}/run={run_id}/"
    if landing.exists(f"{prefix}_manifest.json"):
        return "the run has landed it already"
    if plan["cursor"] is not None and landing.exists(f"{table}/run=*/_manifest.json"):
        return "an earlier run has landed it; the step reads what is new"
    landing.delete(prefix)
    source = Source(spark, plan)
    taken_at = source.rows("select cast(utc_timestamp(6) as char)")[0][0]
    source.check_bytes()
    watermark = source.watermark(taken_at)
    rows = landed(source.read(partitions), plan, run_id, taken_at, source.instants())
    parts, count, totals = write_parts(spark, rows, plan, landing, prefix)
    manifest = {
        "version": 1,
        "runId": run_id,
        "hospitalId": plan["hospitalId"],
        "table": plan["table"],
        "takenAt": taken_at,
        "watermark": watermark,
        "mappingVersion": plan["mappingVersion"],
        "rows": count,
        "parts": parts,
        # A key scan here would show another moment than the rows; the table's next step makes one.
        "keyParts": None,
        "rejectedParts": [],
        "rejectedRows": 0,
        "files": [],
        "refused": [],
        "otherFiles": 0,
        "absentColumns": source.absent(),
        "totals": totals,
        "whole": True,
        "sourceTotals": None,
    }
    landing.write(f"{prefix}_manifest.json", json.dumps(manifest, indent=1) + "\n")
    return f"{count} rows in {len(parts)} files"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--plan", required=True)
    parser.add_argument("--landing", required=True)
    parser.add_argument("--run-id", required=True)
    parser.add_argument("--partitions", type=int, default=16)
    given = parser.parse_args()
    settings = {
        "spark.sql.session.timeZone": "UTC",
        # An unreadable value becomes NULL and is listed in _unreadable; it must not end the batch.
        "spark.sql.ansi.enabled": "false",
        # BigQuery reads a timestamp without a zone as DATETIME, and the old form is not a parquet type.
        "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
        "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    }
    builder = SparkSession.builder.appName("rcm extract_table")
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        [text] = spark.sparkContext.wholeTextFiles(given.plan).values().collect()
        plan = json.loads(text)
        print(f"{plan['hospitalId']} {plan['table']}: {extract(spark, plan, Folder(spark, given.landing), given.run_id, given.partitions)}")
    except SourceError as error:
        sys.exit(str(error))
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
