"""COPY through psycopg 3: rows written and read in text and in binary, errors in the data and in the client."""
import json

import psycopg


def emit(step, value):
    print(json.dumps({"step": step, "value": value}), flush=True)


def failure(cursor, rows):
    try:
        with cursor.copy("copy goods from stdin") as copy:
            for row in rows:
                copy.write_row(row)
    except psycopg.Error as error:
        return [error.sqlstate, error.diag.message_primary, error.diag.context]
    return None


with psycopg.connect(autocommit=True) as conn:
    cursor = conn.cursor()
    cursor.execute("create table goods (id integer primary key, name text, price numeric(8,2))")

    with cursor.copy("copy goods (id, name, price) from stdin") as copy:
        for number in range(3000):
            copy.write_row((number, f"a\tb\\{number}\n", None if number % 2 else "1.50"))
    emit("text in", cursor.rowcount)

    with cursor.copy("copy goods (id, name) from stdin (format binary)") as copy:
        copy.set_types(["int4", "text"])
        for number in range(3000, 6000):
            copy.write_row((number, None))
    emit("binary in", cursor.rowcount)

    with cursor.copy("copy (select id, name, price from goods where id < 2 order by id) to stdout") as copy:
        emit("text out", [list(row) for row in copy.rows()])

    with cursor.copy("copy (select id, name from goods where id in (0, 3000) order by id) to stdout (format binary)") as copy:
        copy.set_types(["int4", "text"])
        emit("binary out", [list(row) for row in copy.rows()])

    with cursor.copy("copy goods to stdout") as copy:
        emit("all out", sum(bytes(block).count(b"\n") for block in copy))

    emit("bad value", failure(cursor, [("7000", "x", "1"), ("y", "x", "1")]))
    emit("key twice", failure(cursor, [("7000", "x", "1"), ("0", "x", "1")]))
    try:
        with cursor.copy("copy goods from stdin") as copy:
            copy.write_row((8000, "x", None))
            raise RuntimeError("changed my mind")
    except RuntimeError as error:
        emit("given up", str(error))
    except psycopg.Error as error:
        emit("given up", error.sqlstate)
    emit("rows", cursor.execute("select count(*) from goods").fetchone()[0])
