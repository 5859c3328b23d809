"""Enums through asyncpg, which asks the catalog for every type it does not know and speaks binary."""
import asyncio
import json

import asyncpg


def emit(step, value):
    print(json.dumps({"step": step, "value": value}), flush=True)


async def main():
    conn = await asyncpg.connect()
    await conn.execute("create type mood as enum ('sad', 'ok', 'happy')")
    await conn.execute("create domain short as varchar(3) check (value <> 'no')")
    await conn.execute("create table person (id integer primary key, current mood, past mood[], tag short)")
    await conn.execute("insert into person values ($1, $2, $3, $4)", 1, "happy", ["sad", "ok"], "yes")
    await conn.executemany("insert into person values ($1, $2, $3, $4)", [(2, "sad", [], None), (3, "ok", None, "x")])
    rows = await conn.fetch("select * from person order by current")
    emit("rows", [list(row.values()) for row in rows])
    emit("any", [row["id"] for row in await conn.fetch("select id from person where current = any($1) order by id", ["sad", "ok"])])
    emit("less", [row["id"] for row in await conn.fetch("select id from person where current < $1 order by id", "happy")])
    statement = await conn.prepare("select current, tag from person where current = $1")
    kinds = [(column.type.name, column.type.kind) for column in statement.get_attributes()]
    emit("attributes", [list(kind) for kind in kinds])
    emit("parameters", [parameter.name for parameter in statement.get_parameters()])
    for step, values in (("unknown label", (9, "angry", None)), ("check", (9, "ok", "no"))):
        try:
            await conn.execute("insert into person (id, current, tag) values ($1, $2, $3)", *values)
        except asyncpg.PostgresError as error:
            emit(step, [error.sqlstate, str(error)])
    await conn.copy_records_to_table("person", records=[(7, "sad"), (8, "happy")], columns=["id", "current"])
    emit("copied", [list(row.values()) for row in await conn.fetch("select id, current from person where id > 6 order by id")])
    await conn.close()


asyncio.run(main())
