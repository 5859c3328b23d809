"""The shop scenario through psycopg2: values pasted into the text by the client, simple protocol, autocommit off."""
import datetime
import decimal
import json
import os
import uuid

import psycopg2
import psycopg2.extras

psycopg2.extras.register_uuid()


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


def query(conn, sql, values=None):
    with conn.cursor() as cur:
        cur.execute(sql, values)
        return cur.fetchall()


def change(conn, sql, values=None):
    with conn.cursor() as cur:
        cur.execute(sql, values)
        return cur.rowcount


def load(conn):
    with conn.cursor() as cur:
        cur.execute(DDL)
        cur.executemany(
            "insert into customers (id, name, email) values (%s, %s, %s)",
            [(1, "Ann", "ann@example.org"), (2, "Ben", "ben@example.org"), (3, "Čeněk", ""), (4, "Dora", None)],
        )
        orders = [(10, 1, datetime.date(2024, 1, 15)), (11, 1, datetime.date(2024, 2, 29)), (12, 2, datetime.date(2024, 3, 1))]
        psycopg2.extras.execute_batch(cur, "insert into orders (id, customer_id, placed) values (%s, %s, %s)", orders)
        rows = [(10, 1, "pen", 3, "1.50"), (10, 2, "ink", 1, "7.25"), (11, 1, "cup", 2, "4.00"), (12, 1, "pen", 10, "1.40")]
        values = [(*row[:4], decimal.Decimal(row[4])) for row in rows]
        inserted = psycopg2.extras.execute_values(cur, "insert into items values %s returning line", values, fetch=True)
        emit("execute_values", inserted)
    conn.commit()


def queries(conn):
    emit("join", texts(query(conn,
        "select c.name, o.id, i.product, i.quantity, i.price from customers c join orders o on o.customer_id = c.id"
        " join items i on i.order_id = o.id order by o.id, i.line")))
    emit("group", texts(query(conn,
        "select c.name, count(distinct o.id), sum(i.quantity * i.price) from customers c"
        " left join orders o on o.customer_id = c.id left join items i on i.order_id = o.id"
        " group by c.id, c.name order by c.name")))
    emit("rowcount", change(conn, "update orders set total = (select sum(quantity * price) from items where order_id = orders.id)"))
    emit("totals", texts(query(conn, "select id, placed, total from orders order by id")))
    conn.commit()


def transaction(conn):
    change(conn, "update items set quantity = 5 where order_id = 10 and line = 1")
    change(conn, "savepoint s")
    failed = None
    try:
        change(conn, "insert into customers values (1, 'X', null)")
    except psycopg2.Error as error:
        failed = error.pgcode
    try:
        change(conn, "select 1")
    except psycopg2.errors.InFailedSqlTransaction as error:
        emit("in failed transaction", [error.pgcode, conn.get_transaction_status()])
    change(conn, "rollback to savepoint s")
    change(conn, "insert into customers values (5, 'Eva', null)")
    conn.commit()
    quantity = query(conn, "select quantity from items where order_id = 10 and line = 1")[0][0]
    customers = query(conn, "select count(*) from customers")[0][0]
    change(conn, "insert into customers values (6, 'Filip', null)")
    conn.rollback()
    after = query(conn, "select count(*) from customers")[0][0]
    conn.rollback()
    emit("transaction", {"failed": failed, "quantity": str(quantity), "customers": str(customers), "afterRollback": str(after)})


def errors(conn):
    found = []
    for statement in ERRORS:
        try:
            change(conn, statement)
        except psycopg2.Error as error:
            found.append([error.pgcode, error.diag.message_primary])
        conn.rollback()
    emit("errors", found)
    try:
        change(conn, ERRORS[4])
    except psycopg2.Error as error:
        emit("pgerror", error.pgerror)
    conn.rollback()


def empty(conn):
    rows = texts(query(conn, "select id, email from customers where id in %s order by id", ((3, 4),)))
    found = [str(row[0]) for row in query(conn, "select id from customers where email = %s", ("",))]
    emit("empty", {"rows": rows, "found": found})
    conn.rollback()


def repeated(conn):
    emit("repeated", [query(conn, "select name from customers where id = %s", (n % 3 + 1,))[0][0] for n in range(12)])
    conn.rollback()


def batch(conn):
    with conn.cursor() as cur:
        cur.execute("create table bulk (id integer primary key, label text)")
        psycopg2.extras.execute_values(cur, "insert into bulk values %s", [(n, f"label {n}") for n in range(1, 101)], page_size=40)
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
    change(conn, KINDS)
    values = (
        9223372036854775807, decimal.Decimal("1234567890123.45"), 2.5, True, "it's \"quoted\" žluťoučký €",
        datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 13, 5, 6, 123000),
        datetime.datetime(2024, 2, 29, 13, 5, 6, 123000, datetime.timezone(datetime.timedelta(hours=1))),
        uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), psycopg2.extras.Json({"k": [1, None, "é"], "t": True}),
        psycopg2.Binary(b"\x00\xff\x10"), [1, 2, None], ["x", "", "NULL", "a,b"],
    )
    slots = ", ".join(["%s"] * 13)
    change(conn, f"insert into kinds values (1, {slots})", values)
    change(conn, f"insert into kinds values (2, {slots})", [None] * 13)
    columns = "i8, n, f, o, t, d, ts, tz, u, j, b, ai, at"
    rows = query(conn, f"select {columns} from kinds order by id")
    emit("types", canonical(rows[0]))
    emit("nulls", canonical(rows[1]))
    with conn.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cur:
        cur.execute("select id, name as customer from customers where name = any(%s) order by id", (["Ann", "Ben"],))
        emit("dictionaries", [dict(row) for row in cur.fetchall()])
    conn.commit()


def autocommit(conn):
    conn.autocommit = True
    change(conn, "insert into customers values (7, 'Gita', null)")
    conn.autocommit = False
    conn.rollback()
    emit("autocommit", query(conn, "select count(*) from customers where id = 7")[0][0])
    change(conn, "delete from customers where id = 7")
    conn.commit()


def vectors(conn):
    path = os.environ.get("VECTORS")
    if path is None:
        return
    with open(path, encoding="utf8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    (_, asked), stored = lines[0], lines[1:]
    change(conn, "create extension if not exists vector")
    change(conn, "create table documents (id integer primary key, embedding vector(1024))")
    with conn.cursor() as cur:
        psycopg2.extras.execute_values(cur, "insert into documents values %s", [(int(number), vector) for number, vector in stored])
    conn.commit()
    for step, operator in (("nearest", "<->"), ("cosine", "<=>")):
        sql = f"select id, embedding {operator} %s from documents order by embedding {operator} %s limit 5"
        emit(step, [list(row) for row in query(conn, sql, (asked, asked))])
    conn.commit()


connection = psycopg2.connect("")
load(connection)
queries(connection)
transaction(connection)
errors(connection)
empty(connection)
repeated(connection)
batch(connection)
types(connection)
autocommit(connection)
vectors(connection)
connection.close()
