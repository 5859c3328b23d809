"""The shop scenario through asyncpg: everything prepared, described and binary; types introspected in the catalog."""
import asyncio
import datetime
import decimal
import json
import os
import uuid

import asyncpg


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


async def load(conn):
    await conn.execute(DDL)
    await conn.executemany(
        "insert into customers (id, name, email) values ($1, $2, $3)",
        [(1, "Ann", "ann@example.org"), (2, "Ben", "ben@example.org"), (3, "Čeněk", ""), (4, "Dora", None)],
    )
    await conn.executemany(
        "insert into orders (id, customer_id, placed) values ($1, $2, $3)",
        [(10, 1, datetime.date(2024, 1, 15)), (11, 1, datetime.date(2024, 2, 29)), (12, 2, datetime.date(2024, 3, 1))],
    )
    rows = [(10, 1, "pen", 3, "1.50"), (10, 2, "ink", 1, "7.25"), (11, 1, "cup", 2, "4.00"), (12, 1, "pen", 10, "1.40")]
    await conn.executemany("insert into items values ($1, $2, $3, $4, $5)", [(*row[:4], decimal.Decimal(row[4])) for row in rows])


async def queries(conn):
    emit("join", texts(await conn.fetch(
        "select c.name, o.id, i.product, i.quantity, i.price from customers c join orders o on o.customer_id = c.id"
        " join items i on i.order_id = o.id order by o.id, i.line")))
    emit("group", texts(await conn.fetch(
        "select c.name, count(distinct o.id), sum(i.quantity * i.price) from customers c"
        " left join orders o on o.customer_id = c.id left join items i on i.order_id = o.id"
        " group by c.id, c.name order by c.name")))
    emit("status", await conn.execute("update orders set total = (select sum(quantity * price) from items where order_id = orders.id)"))
    emit("totals", texts(await conn.fetch("select id, placed, total from orders order by id")))


async def transaction(conn):
    failed = None
    async with conn.transaction():
        await conn.execute("update items set quantity = 5 where order_id = 10 and line = 1")
        try:
            async with conn.transaction():
                await conn.execute("insert into customers values (1, 'X', null)")
        except asyncpg.PostgresError as error:
            failed = error.sqlstate
        await conn.execute("insert into customers values (5, 'Eva', null)")
    quantity = await conn.fetchval("select quantity from items where order_id = 10 and line = 1")
    customers = await conn.fetchval("select count(*) from customers")
    block = conn.transaction(isolation="repeatable_read")
    await block.start()
    await conn.execute("insert into customers values (6, 'Filip', null)")
    await block.rollback()
    after = await conn.fetchval("select count(*) from customers")
    emit("transaction", {"failed": failed, "quantity": str(quantity), "customers": str(customers), "afterRollback": str(after)})


async def errors(conn):
    found = []
    for statement in ERRORS:
        try:
            await conn.fetch(statement)
        except asyncpg.PostgresError as error:
            found.append([error.sqlstate, error.message])
    emit("errors", found)
    try:
        await conn.execute(ERRORS[1])
    except asyncpg.ForeignKeyViolationError as error:
        emit("diagnostics", [error.constraint_name, error.table_name, error.schema_name, error.detail])


async def empty(conn):
    rows = texts(await conn.fetch("select id, email from customers where id = any($1::int[]) order by id", [3, 4]))
    found = [str(row[0]) for row in await conn.fetch("select id from customers where email = $1", "")]
    emit("empty", {"rows": rows, "found": found})


async def repeated(conn):
    statement = await conn.prepare("select name from customers where id = $1")
    emit("repeated", [await statement.fetchval(number % 3 + 1) for number in range(12)])
    emit("parameters", [kind.name for kind in statement.get_parameters()])
    emit("attributes", [[attribute.name, attribute.type.name] for attribute in statement.get_attributes()])
    bare = await conn.prepare("insert into customers (id, name) values ($1, $2)")
    emit("parameters of an insert", [kind.name for kind in bare.get_parameters()])


async def batch(conn):
    await conn.execute("create table bulk (id integer primary key, label text)")
    await conn.executemany("insert into bulk values ($1, $2)", [(n, f"label {n}") for n in range(1, 101)])
    rows, total, last = await conn.fetchrow("select count(*), sum(id), max(case when id = 100 then label end) from bulk")
    emit("batch", {"rows": str(rows), "sum": str(total), "last": last})
    try:
        await conn.executemany("insert into bulk values ($1, $2)", [(200, "a"), (1, "clash"), (201, "b")])
    except asyncpg.UniqueViolationError:
        emit("batch is atomic", await conn.fetchval("select count(*) from bulk"))


async def cursor(conn):
    async with conn.transaction():
        numbers = []
        async for row in conn.cursor("select id from bulk order by id", prefetch=7):
            numbers.append(row["id"])
        emit("cursor", [len(numbers), sum(numbers)])
        portal = await conn.cursor("select id from bulk where id > $1 order by id", 90)
        emit("portal", [[row[0] for row in await portal.fetch(4)], (await portal.fetchrow())[0]])


def canonical(row):
    i8, n, f, o, t, d, ts, tz, u, j, b, ai, at = row
    return {
        "i8": None if i8 is None else str(i8), "n": None if n is None else str(n), "f": f, "o": o, "t": t,
        "d": None if d is None else d.isoformat(),
        "ts": None if ts is None else ts.isoformat(timespec="milliseconds"),
        "tz": None if tz is None else tz.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "u": None if u is None else str(u), "j": None if j is None else json.loads(j), "b": None if b is None else b.hex(),
        "ai": ai, "at": at,
    }


async def types(conn):
    await conn.execute(KINDS)
    values = (
        9223372036854775807, decimal.Decimal("1234567890123.45"), 2.5, True, "it's \"quoted\" žluťoučký €",
        datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 13, 5, 6, 123000),
        datetime.datetime(2024, 2, 29, 13, 5, 6, 123000, datetime.timezone(datetime.timedelta(hours=1))),
        uuid.UUID("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"), json.dumps({"k": [1, None, "é"], "t": True}),
        b"\x00\xff\x10", [1, 2, None], ["x", "", "NULL", "a,b"],
    )
    slots = ", ".join(f"${n}" for n in range(1, 14))
    await conn.execute(f"insert into kinds values (1, {slots})", *values)
    await conn.execute(f"insert into kinds values (2, {slots})", *[None] * 13)
    columns = "i8, n, f, o, t, d, ts, tz, u, j, b, ai, at"
    rows = await conn.fetch(f"select {columns} from kinds order by id")
    emit("types", canonical(rows[0]))
    emit("nulls", canonical(rows[1]))
    found = await conn.fetch(
        "select id from kinds where n = $1 and d = $2 and u = $3 and tz = $4 and b = $5", values[1], values[5], values[8], values[7], values[10])
    emit("found by types", [row[0] for row in found])
    emit("arithmetic", texts([await conn.fetchrow("select $1::numeric + 1, $2::interval, $3::date + 1",
                                                  decimal.Decimal("0.10"), datetime.timedelta(days=1, hours=2), datetime.date(2024, 2, 28))]))


async def pool():
    async with asyncpg.create_pool(min_size=2, max_size=4, host=os.environ["PGHOST"]) as connections:
        async def one(number):
            async with connections.acquire() as conn:
                return await conn.fetchval("select $1::int * 2", number)
        emit("pool", await asyncio.gather(*[one(number) for number in range(10)]))


async def vectors(conn):
    path = os.environ.get("VECTORS")
    if path is None:
        return
    with open(path, encoding="utf8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file]
    (_, asked), stored = lines[0], lines[1:]
    await conn.execute("create extension if not exists vector")
    await conn.execute("create table documents (id integer primary key, embedding vector(1024))")
    await conn.set_type_codec("vector", schema="public", encoder=str, decoder=str, format="text")
    await conn.executemany("insert into documents values ($1, $2)", [(int(number), vector) for number, vector in stored])
    for step, operator in (("nearest", "<->"), ("cosine", "<=>")):
        rows = await conn.fetch(f"select id, embedding {operator} $1 from documents order by embedding {operator} $1 limit 5", asked)
        emit(step, [list(row) for row in rows])
    emit("vector text", await conn.fetchval("select embedding = $1 from documents where id = 1", stored[0][1]))


async def main():
    conn = await asyncpg.connect(host=os.environ["PGHOST"])
    await load(conn)
    await queries(conn)
    await transaction(conn)
    await errors(conn)
    await empty(conn)
    await repeated(conn)
    await batch(conn)
    await cursor(conn)
    await types(conn)
    await pool()
    await vectors(conn)
    await conn.close()


asyncio.run(main())
