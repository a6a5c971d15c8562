"""Lands one table that is too big for one process: read over JDBC in ranges of its key, written as parquet, the manifest last.

    extract_table.py --plan URI --landing URI --run-id ID [--partitions N]

The plan says what to read (model/spark-plan.ts). The landing folder is the one that jobs/lake/landing.ts would fill; the step after this
program finds it complete. The program reads a table once: if an earlier run has landed the table and it has a cursor, the step itself
reads what is new, and this program does nothing.

The ranges do not share a snapshot. Each row is read once, because its key stays the same while the table is read. Rows that are committed
meanwhile may be missing, but not lost: the watermark is taken before the first range is read, so the next run reads everything that
changed since. The program does not ask for totals of the source, because those need one snapshot.
"""

import argparse
import json
import os
import re
import sys
import urllib.parse
import urllib.request

from landed_columns import landed, original_name
from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession, functions as F
from source_tls import tls_options

ROWS_PER_FILE = 500_000
ROWS_PER_FETCH = 10_000
# The mode is empty because a server with NO_ZERO_DATE refuses to compare with the zero dates in its tables.
SESSION = "set session sql_mode = '', time_zone = '+00:00'"
METADATA = "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token"
BINARY = {"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "geometry"}


class SourceError(Exception):
    """A code of jobs/errors.ts and a detail that names tables and columns, never values."""


def read_secret(project, name):
    """As jobs/secrets/environment.ts: the environment variable if it is set, else the newest version in Secret Manager."""
    given = os.environ.get("RCM_SECRET_" + re.sub("[^A-Z0-9]", "_", name.upper()))
    if given:
        return given
    import base64

    def ask(url, headers):
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return json.load(answer)

    token = ask(METADATA, {"Metadata-Flavor": "Google"})["access_token"]
    secret = f"https://secretmanager.googleapis.com/v1/projects/{project}/secrets/{name}/versions/latest:access"
    return base64.b64decode(ask(secret, {"Authorization": f"Bearer {token}"})["payload"]["data"]).decode("utf-8")


class Source:
    """The database, seen from the driver through one connection, and from the executors through one each."""

    def __init__(self, spark, plan):
        connection = plan["connection"]
        self.spark, self.plan, self.database = spark, plan, connection["database"]
        authority = connection["certificateAuthoritySecret"]
        # All of them as properties: in the URL a value could bring options of its own.
        self.properties = {
            "user": connection["user"],
            "password": read_secret(plan["project"], connection["passwordSecret"]),
            **tls_options(spark, connection["tls"], authority and read_secret(plan["project"], authority)),
            # The server must not be able to ask for files of this machine.
            "allowLoadLocalInfile": "false",
            "allowUrlInLocalInfile": "false",
            "autoDeserialize": "false",
            "connectTimeout": "10000",
            # The longest that a server may be silent, in milliseconds, as in jobs/sources/mysql/connect.ts.
            "socketTimeout": "900000",
            "useCursorFetch": "true",
            # The server sends almost all columns as texts; these options are for the few other values.
            "tinyInt1isBit": "false",
            "zeroDateTimeBehavior": "CONVERT_TO_NULL",
            "connectionTimeZone": "UTC",
            "characterEncoding": "UTF-8",
        }
        host = f"[{connection['host']}]" if ":" in connection["host"] else connection["host"]
        self.url = f"jdbc:mysql://{host}:{connection['port']}/{urllib.parse.quote(self.database, safe='')}"
        table = quoted(plan["sourceTable"])
        # Rows, ranges and the watermark are those of the mapping's condition.
        self.table = f"(select * from {table} where ({plan['where']})) as chosen" if plan["where"] else table
        properties = spark._jvm.java.util.Properties()
        for name, value in self.properties.items():
            properties.setProperty(name, value)
        try:
            self.connection = spark._jvm.com.mysql.cj.jdbc.Driver().connect(self.url, properties)
        except Py4JJavaError as error:
            # Without the driver's own words: the server's quote users.
            where = f"database \"{self.database}\" at {connection['host']}:{connection['port']}"
            raise SourceError(f"{connection_code(error.java_exception)}: {where}") from None
        self.connection.createStatement().execute(SESSION)

    def rows(self, sql):
        """Rows of texts of a small result."""
        result = self.connection.createStatement().executeQuery(sql)
        width = result.getMetaData().getColumnCount()
        found = []
        while result.next():
            found.append([result.getString(index + 1) for index in range(width)])
        return found

    def types(self):
        """Data type by lower-case column name. Raises SourceError."""
        where = f"table_schema = {literal(self.database)} and table_name = {literal(self.plan['sourceTable'])}"
        found = self.rows(f"select column_name, data_type from information_schema.columns where {where}")
        if not found:
            raise SourceError(f"SOURCE_TABLE_MISSING: database \"{self.database}\" has no table \"{self.plan['sourceTable']}\" that the user may read")
        types = {name.lower(): kind.lower() for name, kind in found}
        missing = [each["source"] for each in self.plan["columns"] if not each["optional"] and each["source"].lower() not in types]
        if missing:
            raise SourceError(f"SOURCE_COLUMN_MISSING: table \"{self.plan['sourceTable']}\" of database \"{self.database}\" lacks {', '.join(missing)}")
        return types

    def watermark(self, types):
        """The highest cursor that is not in the future, as the source's exact text; None: no cursor, or no rows."""
        column = next((each for each in self.plan["columns"] if each["name"] == self.plan["cursor"]), None)
        if column is None or column["source"].lower() not in types:
            return None
        name, kind = quoted(column["source"]), types[column["source"].lower()]
        if kind not in ("date", "datetime", "timestamp"):
            raise SourceError(f"SOURCE_CURSOR_TYPE: {column['source']} of table \"{self.plan['sourceTable']}\" is of type {kind}")
        now = "utc_date()" if kind == "date" else "utc_timestamp(6)"
        return self.rows(f"select cast(max({name}) as char) from {self.table} where {name} <= {now} and {name} > '0000-00-00'")[0][0]

    def ranges(self, partitions):
        """Conditions that cut the table into about equal parts by the first column of its key. Together they cover every row."""
        key = quoted(self.plan["key"][0])
        total = int(self.rows(f"select count({key}) from {self.table}")[0][0])
        bounds = []
        for part in range(1, partitions):
            offset = total * part // partitions
            bound = self.rows(f"select cast({key} as char) from {self.table} where {key} is not null order by {key} limit 1 offset {offset}")
            if bound and literal(bound[0][0]) not in bounds:
                bounds.append(literal(bound[0][0]))
        if not bounds:
            return ["1 = 1"]
        first = f"(partition_key < {bounds[0]} or partition_key is null)"
        middle = [f"(partition_key >= {low} and partition_key < {high})" for low, high in zip(bounds, bounds[1:])]
        return [first, *middle, f"partition_key >= {bounds[-1]}"]

    def check_bytes(self, types):
        """The server sends NULL where the digits of a value are longer than a packet, with a warning that no executor sees. Raises SourceError."""
        binary = [each["source"] for each in self.plan["columns"] if types.get(each["source"].lower()) in BINARY]
        if not binary:
            return
        longest = ", ".join(f"coalesce(max(length({quoted(name)})), 0)" for name in binary)
        packet, *lengths = self.rows(f"select @@max_allowed_packet, {longest} from {self.table}")[0]
        lost = [name for name, length in zip(binary, lengths) if 2 * int(length) > int(packet)]
        if lost:
            raise SourceError(f"SOURCE_VALUE_LOST: table \"{self.plan['sourceTable']}\" of database \"{self.database}\": {', '.join(lost)} longer than max_allowed_packet")

    def read(self, types, partitions):
        """Every row, each column as the server's text, named `o_<name>`."""
        texts = [f"{read_as(each, types)} as {quoted(original_name(each))}" for each in self.plan["columns"]]
        key = quoted(self.plan["key"][0])
        table = f"(select {key} as partition_key, {', '.join(texts)} from {self.table}) as source"
        properties = {
            **self.properties,
            "driver": "com.mysql.cj.jdbc.Driver",
            "fetchsize": str(ROWS_PER_FETCH),
            "sessionInitStatement": SESSION,
        }
        rows = self.spark.read.jdbc(self.url, table, predicates=self.ranges(partitions), properties=properties)
        return rows.select(*[F.col(original_name(each)).cast("string") for each in self.plan["columns"]])


def connection_code(failure):
    """The code of jobs/errors.ts for a connection that the driver did not get."""
    state = failure.getSQLState() or ""
    kinds = set()
    while failure is not None:
        kinds.add(failure.getClass().getName())
        failure = failure.getCause()
    if any("security.cert" in kind or "net.ssl" in kind for kind in kinds):
        return "SOURCE_TLS_REFUSED"
    return {"28000": "SOURCE_ACCESS_DENIED", "42000": "SOURCE_DATABASE_MISSING"}.get(state, "SOURCE_UNREACHABLE")


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def read_as(column, types):
    """SQL of a column as the text that loses nothing (jobs/sources/mysql/column-text.ts)."""
    name, kind = quoted(column["source"]), types.get(column["source"].lower())
    if kind is None:
        return "cast(null as char)"
    if kind == "float":
        # The server shows a FLOAT with 6 digits.
        name = f"cast({name} as double)"
    elif kind == "bit":
        name = f"cast({name} as unsigned)"
    elif kind in BINARY:
        digits = f"hex({name})"
        if column["identifies"] and kind != "geometry":
            # A BINARY(n) is filled up with zeros.
            end, text = ("(00)*", f"trim(trailing x'00' from {name})") if kind == "binary" else ("", name)
            name = f"case when {digits} regexp '^([2-6][0-9A-F]|7[0-9A-E])+{end}$' then convert({text} using utf8mb4) else {digits} end"
        else:
            name = digits
    return f"cast({name} as char character set utf8mb4)"


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
    types = source.types()
    taken_at = source.rows("select cast(utc_timestamp(6) as char)")[0][0]
    source.check_bytes(types)
    watermark = source.watermark(types)
    instants = [each["name"] for each in plan["columns"] if types.get(each["source"].lower()) == "timestamp"]
    rows = landed(source.read(types, partitions), plan, run_id, taken_at, instants)
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
        "absentColumns": [each["name"] for each in plan["columns"] if each["source"].lower() not in types],
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
