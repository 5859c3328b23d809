"""The shop scenario through psycopg 3: server-side binding, prepared statements, binary cursors, pipelines."""
import datetime
import decimal
import json
import os
import uuid

import psycopg
from psycopg.types.json import Jsonb


def emit(step, value):
    print(json.dumps({"step": step, "value": value}, ensure_ascii=False), flush=True)


def texts(rows):
    return [[None if value is None else str(value) for value in row] for row in rows]


DDL = """
create table customers (id integer primary key, name varchar(40) not null, email varchar(80) unique);
create table orders (id integer primary key, customer_id integer not null references customers (id),
                     placed date not null, total numeric(10,2));
create table items (order_id integer references orders (id), line integer, product varchar(40) not null,
                    quantity integer not null, price numeric(8,2) not null, primary key (order_id, line))
"""

KINDS = """create table kinds (id integer primary key, i8 bigint, n numeric(18,2), f double precision, o boolean, t text,
           d date, ts timestamp, tz timestamptz, u uuid, j jsonb, b bytea, ai integer[], at text[])"""

ERRORS = [
    "insert into customers values (1, 'X', null)",
    "insert into orders values (99, 77, '2024-01-01', null)",
    "insert into customers (id) values (9)",
    "select * from nowhere",
    "select nothing from customers",
    "selec 1",
    "select 1 / 0",
    "select 'abc'::integer",
]


def load(conn):
    with conn.cursor() as cur:
        cur.execute(DDL)
        cur.executemany(
            "insert into customers (id, name, email) values (%s, %s, %s)",
            [(1, "Ann", "ann@example.org"), (2, "Ben", "ben@example.org"), (3, "Čeněk", ""), (4, "Dora", None)],
        )
        cur.executemany(
            "insert into orders (id, customer_id, placed) values (%s, %s, %s)",
            [(10, 1, datetime.date(2024, 1, 15)), (11, 1, datetime.date(2024, 2, 29)), (12, 2, datetime.date(2024, 3, 1))],
        )
        rows = [(10, 1, "pen", 3, "1.50"), (10, 2, "ink", 1, "7.25"), (11, 1, "cup", 2, "4.00"), (12, 1, "pen", 10, "1.40")]
        cur.executemany(
            "insert into items values (%s, %s, %s, %s, %s)", [(*row[:4], decimal.Decimal(row[4])) for row in rows]
        )
        emit("executemany", cur.rowcount)
    conn.commit()


def queries(conn):
    emit("join", texts(conn.execute(
        "select c.name, o.id, i.product, i.quantity, i.price from customers c join orders o on o.customer_id = c.id"
        " join items i on i.order_id = o.id order by o.id, i.line")))
    emit("group", texts(conn.execute(
        "select c.name, count(distinct o.id), sum(i.quantity * i.price) from customers c"
        " left join orders o on o.customer_id = c.id left join items i on i.order_id = o.id"
        " group by c.id, c.name order by c.name")))
    conn.execute("update orders set total = (select sum(quantity * price) from items where order_id = orders.id)")
    emit("totals", texts(conn.execute("select id, placed, total from orders order by id")))
    conn.commit()


def transaction(conn):
    failed = None
    with conn.transaction():
        conn.execute("update items set quantity = 5 where order_id = 10 and line = 1")
        try:
            with conn.transaction():
                conn.execute("insert into customers values (1, 'X', null)")
        except psycopg.Error as error:
            failed = error.sqlstate
        conn.execute("insert into customers values (5, 'Eva', null)")
    quantity = conn.execute("select quantity from items where order_id = 10 and line = 1").fetchone()[0]
    customers = conn.execute("select count(*) from customers").fetchone()[0]
    conn.rollback()
    conn.execute("delete from items")
    conn.execute("insert into customers values (6, 'Filip', null)")
    conn.rollback()
    after = conn.execute("select count(*) from customers").fetchone()[0]
    conn.rollback()
    emit("transaction", {"failed": failed, "quantity": str(quantity), "customers": str(customers), "afterRollback": str(after)})


def errors(conn):
    found = []
    for statement in ERRORS:
        try:
            conn.execute(statement)
        except psycopg.Error as error:
            found.append([error.sqlstate, error.diag.message_primary])
        conn.rollback()
    emit("errors", found)
    try:
        conn.execute(ERRORS[0])
    except psycopg.Error as error:
        diag = error.diag
        emit("diagnostics", [type(error).__name__, diag.constraint_name, diag.table_name, diag.schema_name, diag.message_detail])
    conn.rollback()


def empty(conn):
    rows = texts(conn.execute("select id, email from customers where id in (3, 4) order by id"))
    found = [str(row[0]) for row in conn.execute("select id from customers where email = %s", ("",))]
    emit("empty", {"rows": rows, "found": found})
    conn.rollback()


def repeated(conn):
    names = []
    for number in range(12):
        cur = conn.execute("select name from customers where id = %s", (number % 3 + 1,), prepare=True)
        names.append(cur.fetchone()[0])
    emit("repeated", names)
    conn.rollback()


def batch(conn):
    with conn.cursor() as cur:
        cur.execute("create table bulk (id integer primary key, label text)")
        cur.executemany("insert into bulk values (%s, %s)", [(n, f"label {n}") for n in range(1, 101)])
        cur.execute("select count(*), sum(id), max(case when id = 100 then label end) from bulk")
        rows, total, last = cur.fetchone()
    conn.commit()
    emit("batch", {"rows": str(rows), "sum": str(total), "last": last})


def canonical(row):
    i8, n, f, o, t, d, ts, tz, u, j, b, ai, at = row
    return {
        "i8": None if i8 is None else str(i8), "n": None if n is None else str(n), "f": f, "o": o, "t": t,
        "d": None if d is None else d.isoformat(),
        "ts": None if ts is None else ts.isoformat(timespec="milliseconds"),
        "tz": None if tz is None else tz.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "u": None if u is None else str(u), "j": j, "b": None if b is None else bytes(b).hex(), "ai": ai, "at": at,
    }


def types(conn):
    conn.execute(KINDS)
    values = (
        9223372036854775807, decimal.Decimal("1234567890123.45"), 2.5, True, "it's \"quoted\" žluťoučký €",
        datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 13, 5, 6, 123000),
        datetime.datetime(2024, 2, 29, 13, 5, 6, 123000, datetime.timezone(datetime.timedelta(hours=1))),
        uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), Jsonb({"k": [1, None, "é"], "t": True}),
        b"\x00\xff\x10", [1, 2, None], ["x", "", "NULL", "a,b"],
    )
    slots = ", ".join(["%s"] * 13)
    conn.execute(f"insert into kinds values (1, {slots})", values)
    conn.execute(f"insert into kinds values (2, {slots})", [None] * 13)
    columns = "i8, n, f, o, t, d, ts, tz, u, j, b, ai, at"
    rows = conn.execute(f"select {columns} from kinds order by id").fetchall()
    emit("types", canonical(rows[0]))
    emit("nulls", canonical(rows[1]))
    with conn.cursor(binary=True) as cur:
        emit("binary", canonical(cur.execute(f"select {columns} from kinds where id = 1").fetchone()))
        binary = ", ".join(["%b"] * 13)
        cur.execute(f"insert into kinds values (3, {binary})", values)
        emit("binary parameters", canonical(cur.execute(f"select {columns} from kinds where id = 3").fetchone()))
        cur.execute("select id from kinds where n = %s and d = %s and u = %s and id = any(%s)", (values[1], values[5], values[8], [1, 2]))
        emit("found by types", cur.fetchall())
    emit("description", [[column.name, column.type_code] for column in conn.execute(f"select {columns} from kinds").description])
    conn.commit()


def pipeline(conn):
    with conn.pipeline():
        first = conn.execute("select 1 as a")
        second = conn.execute("select count(*) from customers")
    emit("pipeline", [first.fetchone()[0], second.fetchone()[0]])
    conn.rollback()


def vectors(conn):
    path = os.environ.get("VECTORS")
    if path is None:
        return
    with open(path, encoding="utf8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    (_, query), stored = lines[0], lines[1:]
    conn.execute("create extension if not exists vector")
    conn.execute("create table documents (id integer primary key, embedding vector(1024))")
    with conn.cursor() as cur:
        cur.executemany("insert into documents values (%s, %s::vector)", [(int(number), vector) for number, vector in stored])
    conn.commit()
    for step, operator in (("nearest", "<->"), ("cosine", "<=>")):
        sql = f"select id, embedding {operator} %s::vector from documents order by embedding {operator} %s::vector limit 5"
        emit(step, [list(row) for row in conn.execute(sql, (query, query))])
    conn.commit()


with psycopg.connect(prepare_threshold=2) as connection:
    load(connection)
    queries(connection)
    transaction(connection)
    errors(connection)
    empty(connection)
    repeated(connection)
    batch(connection)
    types(connection)
    pipeline(connection)
    vectors(connection)
