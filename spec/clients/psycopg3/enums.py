"""Enums and domains through psycopg 3: registered with a Python enum, in text and in binary, as arrays, in COPY."""
import enum
import json

import psycopg
from psycopg.types.enum import EnumInfo, register_enum


class Mood(enum.Enum):
    sad = "sad"
    ok = "ok"
    happy = "happy"


def emit(step, value):
    print(json.dumps({"step": step, "value": value}), flush=True)


def names(rows):
    return [[value.name if isinstance(value, Mood) else value for value in row] for row in rows]


def failure(conn, statement, parameters=()):
    try:
        conn.execute(statement, parameters)
    except psycopg.Error as error:
        conn.rollback()
        return [error.sqlstate, error.diag.message_primary]
    return None


with psycopg.connect() as conn:
    conn.execute("create type mood as enum ('sad', 'ok', 'happy')")
    conn.execute("create domain positive as integer check (value > 0)")
    conn.execute("create table person (id integer primary key, current mood, past mood[], amount positive)")
    conn.commit()

    info = EnumInfo.fetch(conn, "mood")
    emit("labels", list(info.labels))
    register_enum(info, conn, Mood)

    insert = "insert into person values (%s, %s, %s, %s)"
    conn.execute(insert, (1, Mood.happy, [Mood.sad, Mood.ok], 5))
    conn.execute(insert, (2, Mood.sad, [], 6))
    conn.execute(insert, (3, None, None, None))
    with conn.cursor(binary=True) as cur:
        cur.execute("insert into person values (%b, %b, %b, %b)", (4, Mood.ok, [Mood.happy, None], 7))
    conn.commit()

    query = "select id, current, amount from person order by current nulls first, id"
    emit("text", names(conn.execute(query).fetchall()))
    emit("binary", names(conn.cursor(binary=True).execute(query).fetchall()))
    arrays = "select past from person where past is not null order by id"
    for step, binary in (("text arrays", False), ("binary arrays", True)):
        rows = conn.cursor(binary=binary).execute(arrays).fetchall()
        emit(step, [names([row[0]])[0] for row in rows])
    emit("type of a column", conn.execute(query).description[1].type_code == info.oid)
    emit("type of a domain", conn.execute(query).description[2].type_code)
    emit("any", names(conn.execute("select id from person where current = any(%s) order by id", ([Mood.sad, Mood.ok],))))
    emit("greater", names(conn.execute("select id from person where current > %s order by id", (Mood.sad,))))
    emit("unknown label", failure(conn, "insert into person (id, current) values (%s, %s)", (9, "angry")))
    emit("check", failure(conn, insert, (9, Mood.ok, None, -1)))

    with conn.cursor() as cur:
        with cur.copy("copy person (id, current) from stdin") as copy:
            copy.write_row((10, Mood.happy))
            copy.write_row((11, Mood.sad))
        with cur.copy("copy (select id, current from person where id >= 10 order by current) to stdout") as copy:
            emit("copied", [list(row) for row in copy.rows()])
    conn.commit()

    conn.execute("alter type mood add value 'fine' before 'happy'")
    conn.commit()
    conn.execute("update person set current = 'fine' where id = 10")
    emit("after a new label", [list(row) for row in conn.execute("select id, current::text as label from person where current >= 'ok' order by current")])
