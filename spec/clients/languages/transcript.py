"""psqlodbc, through unixODBC and pyodbc, in four of its modes: one line of output for each step."""
import datetime
import decimal
import os

import pyodbc


def step(name, *values):
    print(name, *map(repr, values))


SERVER = 'DRIVER={PostgreSQL Unicode};Server=%s;Port=%s;Database=%s;UID=%s;PWD=none;' % tuple(
    os.environ[name] for name in ('PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER')
)


def talk(mode):
    step('mode', mode)
    link = pyodbc.connect(SERVER + mode, autocommit=False)
    c = link.cursor()
    c.execute(
        'create table items (id serial primary key, name varchar(30) not null, price numeric(10,2), d date, ts timestamp, tm time,'
        ' bytes bytea, ok boolean, f float8, r real, big bigint, small smallint, txt text, u uuid)'
    )
    link.commit()
    c.execute(
        'insert into items (name, price, d, ts, bytes, ok, f, big, small, txt) values (?,?,?,?,?,?,?,?,?,?)',
        'é', decimal.Decimal('12.50'), datetime.date(2020, 2, 29), datetime.datetime(2020, 1, 2, 3, 4, 5, 678000),
        b'\x00\xff', True, 1.5, 2**40, 7, 'x' * 300,
    )
    step('inserted', c.rowcount)
    c.executemany('insert into items (name, price) values (?,?)', [('a%d' % i, i) for i in range(5)])
    link.commit()
    c.execute('select * from items order by id')
    step('description', [(d[0], d[1].__name__, *d[3:]) for d in c.description])
    step('rows', [tuple(row) for row in c.fetchall()])
    c.execute('select id, name from items where name like ? and id > ? order by id', 'a%', 2)
    step('filtered', [tuple(row) for row in c.fetchall()])
    for statement in ('bogus', 'select 1/0', "insert into items (id, name) values (1, 'x')", 'select * from nope'):
        try:
            c.execute(statement).fetchall()
        except pyodbc.Error as error:
            step('error', type(error).__name__, error.args[0], error.args[1].split(';')[0])
        link.rollback()
    step('tables', [(r.table_name, r.table_type) for r in c.tables(table='items')])
    step('columns', [(r.column_name, r.type_name, r.data_type, r.column_size, r.decimal_digits, r.nullable, r.column_def)
                     for r in c.columns(table='items')])
    step('primary key', [(r.column_name, r.key_seq, r.pk_name) for r in c.primaryKeys('items')])
    step('statistics', [(r[5], r[8], r[3]) for r in c.statistics('items')])
    step('types', len(c.getTypeInfo().fetchall()))
    c.execute('update items set price = price + 1 where id < 3')
    step('updated', c.rowcount)
    link.rollback()
    c.execute('select sum(price) from items')
    step('sum', c.fetchval())
    c.execute('drop table items')
    link.commit()
    link.close()


for settings in ('', 'UseDeclareFetch=1;Fetch=2;', 'UseServerSidePrepare=0;', 'BoolsAsChar=0;ByteaAsLongVarBinary=1;'):
    talk(settings)
