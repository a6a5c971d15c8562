"""A hospital's MySQL or MariaDB as Spark reads it: over JDBC, in ranges of a key, each column as the server's own text.

What is read is what jobs/sources/mysql/ would read for the same mapping. The session can only read: a condition or a query of a mapping
cannot write, whatever it calls.
"""

import json
import os
import re
import urllib.parse
import urllib.request

from mapped_texts import source_name
from py4j.protocol import Py4JJavaError
from pyspark.sql import functions as F
from source_tls import tls_options

ROWS_PER_FETCH = 10_000
# The mode is empty because a server with NO_ZERO_DATE refuses to compare with the zero dates in its tables.
VARIABLES = "sql_mode='',time_zone='+00:00'"
SESSION = "set session transaction read only"
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
            "sessionVariables": VARIABLES,
            # Otherwise the driver adds a mode of its own.
            "jdbcCompliantTruncation": "false",
            # A name may have braces in it, which JDBC has a meaning of its own for.
            "enableEscapeProcessing": "false",
            "processEscapeCodesForPrepStmts": "false",
        }
        host = f"[{connection['host']}]" if ":" in connection["host"] else connection["host"]
        self.url = f"jdbc:mysql://{host}:{connection['port']}/{urllib.parse.quote(self.database, safe='')}"
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
        self.types = self.described()
        chosen = plan["where"]
        # Rows, ranges and the watermark are those of the mapping's query and condition.
        self.table = f"(select * from {self.whole()} where ({chosen})) as chosen" if chosen else self.whole()
        if chosen:
            self.explain(self.table)

    def place(self):
        """Database and table, for messages."""
        table = f"the query of {self.plan['table']}" if self.plan["query"] else f"table \"{self.plan['sourceTable']}\""
        return f"{table} of database \"{self.database}\""

    def whole(self):
        """SQL to select from, before the mapping's condition."""
        query = self.plan["query"]
        return f"({query}) as source" if query else quoted(self.plan["sourceTable"])

    def explain(self, rows):
        """The server refuses here what it cannot read, before a row is landed. Raises SourceError."""
        try:
            self.connection.createStatement().executeQuery(f"explain select * from {rows}")
        except Py4JJavaError as error:
            # The driver has no state of its own for what is wrong with SQL: all others are about the connection.
            code = "SOURCE_CONNECTION_LOST" if (error.java_exception.getSQLState() or "08").startswith("08") else "SOURCE_SQL_INVALID"
            raise SourceError(f"{code}: {self.place()}: error {error.java_exception.getErrorCode()}") from None

    def rows(self, sql):
        """Rows of texts of a small result."""
        result = self.connection.createStatement().executeQuery(sql)
        width = result.getMetaData().getColumnCount()
        found = []
        while result.next():
            found.append([result.getString(index + 1) for index in range(width)])
        return found

    def described(self):
        """Data type of each source column of the plan, by the server's names; None: the source lacks it. Raises SourceError."""
        if self.plan["query"]:
            self.explain(self.whole())
            about = self.connection.createStatement().executeQuery(f"select * from {self.whole()} limit 0").getMetaData()
            count = range(1, about.getColumnCount() + 1)
            found = [(about.getColumnLabel(index), about.getColumnTypeName(index).removesuffix(" UNSIGNED")) for index in count]
        else:
            where = f"table_schema = {literal(self.database)} and table_name = {literal(self.plan['sourceTable'])}"
            found = self.rows(f"select column_name, data_type from information_schema.columns where {where}")
        if not found:
            raise SourceError(f"SOURCE_TABLE_MISSING: database \"{self.database}\" has no table \"{self.plan['sourceTable']}\" that the user may read")
        types = {name.lower(): kind.lower() for name, kind in found}
        missing = [each["name"] for each in self.plan["sources"] if not each["optional"] and each["name"].lower() not in types]
        if missing:
            raise SourceError(f"SOURCE_COLUMN_MISSING: {self.place()} lacks {', '.join(missing)}")
        return [types.get(each["name"].lower()) for each in self.plan["sources"]]

    def watermark(self, taken_at):
        """The highest cursor that is not in the future, as the source's exact text; None: no cursor, or no rows."""
        cursor = self.plan["cursor"]
        kind = cursor and self.types[cursor["place"]]
        if not kind:
            return None
        column = self.plan["sources"][cursor["place"]]["name"]
        if kind not in ("date", "datetime", "timestamp"):
            raise SourceError(f"SOURCE_CURSOR_TYPE: {column} of {self.place()} is of type {kind}")
        # An instant is read in UTC, whatever clock wrote it.
        zone = None if kind == "timestamp" else cursor["zone"]
        now = f"cast({literal(self.clock_in(zone, taken_at))} as {'date' if kind == 'date' else 'datetime(6)'})"
        name = quoted(column)
        return self.rows(f"select cast(max({name}) as char) from {self.table} where {name} <= {now} and {name} > '0000-00-00'")[0][0]

    def clock_in(self, zone, utc):
        """What the clock of a zone shows at a moment in UTC; both as YYYY-MM-DD HH:MM:SS.ffffff."""
        if not zone:
            return utc
        time = self.spark._jvm.java.time
        moment = time.LocalDateTime.parse(utc.replace(" ", "T")).atZone(time.ZoneOffset.UTC)
        local = moment.withZoneSameInstant(time.ZoneId.of(zone)).toLocalDateTime()
        return local.format(time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS"))

    def instants(self):
        """Columns of the model whose sources all hold instants, which the server writes in UTC."""
        kinds = [(each["name"], [self.types[place] for place in places(each["origin"])]) for each in self.plan["columns"]]
        return [name for name, found in kinds if found and all(kind == "timestamp" for kind in found)]

    def absent(self):
        """Columns of the model that the source does not deliver."""
        columns = [each for each in self.plan["columns"] if each["origin"]["kind"] != "constant"]
        return [each["name"] for each in columns if not any(self.types[place] for place in places(each["origin"]))]

    def ranges(self, partitions):
        """Conditions that cut the rows into about equal parts by the first column of the key. Together they cover every row."""
        key = self.key()
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

    def key(self):
        return quoted(self.plan["sources"][self.plan["key"][0]]["name"])

    def check_bytes(self):
        """The server sends NULL where the digits of a value are longer than a packet, with a warning that no executor sees. Raises SourceError."""
        binary = [each["name"] for each, kind in zip(self.plan["sources"], self.types) if kind in BINARY]
        if not binary:
            return
        longest = ", ".join(f"coalesce(max(length({quoted(name)})), 0)" for name in binary)
        packet, *lengths = self.rows(f"select @@max_allowed_packet, {longest} from {self.table}")[0]
        lost = [name for name, length in zip(binary, lengths) if 2 * int(length) > int(packet)]
        if lost:
            raise SourceError(f"SOURCE_VALUE_LOST: {self.place()}: {', '.join(lost)} longer than max_allowed_packet")

    def read(self, partitions):
        """Every row, each source column as the server's text."""
        names = [source_name(place) for place in range(len(self.types))]
        texts = [f"{read_as(each, kind)} as {name}" for name, each, kind in zip(names, self.plan["sources"], self.types)]
        table = f"(select {self.key()} as partition_key, {', '.join(texts)} from {self.table}) as texts"
        properties = {
            **self.properties,
            "driver": "com.mysql.cj.jdbc.Driver",
            "fetchsize": str(ROWS_PER_FETCH),
            "sessionInitStatement": SESSION,
        }
        rows = self.spark.read.jdbc(self.url, table, predicates=self.ranges(partitions), properties=properties)
        return rows.select(*[F.col(name).cast("string") for name in names])


def places(origin):
    """Places of the source columns that a column begins with."""
    if origin["kind"] == "column":
        return [origin["place"]]
    if origin["kind"] == "concat":
        return [part["place"] for part in origin["parts"] if "place" in part]
    return origin["places"] if origin["kind"] == "coalesce" else []


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


def read_as(column, kind):
    """SQL of a column as the text that loses nothing (jobs/sources/mysql/mysql-dialect.ts)."""
    name = quoted(column["name"])
    if not kind:
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
