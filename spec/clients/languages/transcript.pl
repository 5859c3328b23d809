# DBD::Pg, Perl's driver: one line of output for each step.
use strict;
use warnings;
use DBI;
use DBD::Pg qw(:pg_types);

binmode STDOUT, ':utf8';

sub text { my ($value) = @_; return ref $value ? '[' . join(',', map { text($_) } @$value) . ']' : $value // 'undef' }
sub step { my ($name, @values) = @_; print "$name: ", join(' | ', map { text($_) } @values), "\n" }

my $dsn = "dbi:Pg:dbname=$ENV{PGDATABASE};host=$ENV{PGHOST};port=$ENV{PGPORT}";
my $db = DBI->connect($dsn, $ENV{PGUSER}, '', { RaiseError => 0, PrintError => 0, AutoCommit => 1, pg_enable_utf8 => 1 })
  or die DBI->errstr;
sub failure { return ($db->state, (split /\n/, $db->errstr)[0]) }

step 'create', $db->do('create table items (id serial primary key, name varchar(40) not null, price numeric(10,2), ok boolean default true, born date, at timestamptz, bytes bytea, tags text[], doc jsonb, ratio float8)');
my $insert = $db->prepare('insert into items (name, price, ok, born, at, bytes, tags, doc, ratio) values (?,?,?,?,?,?,?,?,?) returning id');
$insert->bind_param(6, undef, { pg_type => PG_BYTEA });
step 'insert', $insert->execute("Zo\x{eb}", '12.50', 1, '2020-02-29', '2021-01-01 10:00:00+02', "\x00\x01\xff", [ 'a', 'b c', undef ], '{"k":[1,2]}', 1.5), $insert->fetchrow_array;
step 'insert nulls', $insert->execute("x'y\\z", undef, 0, undef, undef, undef, [], 'null', -0.1), $insert->fetchrow_array;
step 'last id', $db->last_insert_id(undef, undef, 'items', undef);
step 'from a query', $db->do("insert into items (name) select 'n' || g from generate_series(1, 5) g");
step 'row', @$_ for @{ $db->selectall_arrayref('select * from items order by id') };

my $select = $db->prepare('select id, name, price, ok, born, tags, ratio from items where id > $1 and name like $2 order by id limit $3');
$select->execute(0, 'n%', 3);
step $_, @{ $select->{$_} } for qw(NAME pg_type TYPE PRECISION NULLABLE);
while (my @row = $select->fetchrow_array) { step 'selected', @row }
step 'rows', $select->rows;

step 'unknown table', $db->do('select * from nope'), failure();
step 'unique', $db->do("insert into items (id, name) values (1, 'q')"), failure();
step 'not null', $db->do('insert into items (name) values (null)'), failure();

$db->begin_work;
$db->do('update items set price = 1 where id = 1');
$db->pg_savepoint('s');
$db->do('update items set price = 2 where id = 1');
$db->pg_rollback_to('s');
$db->commit;
step 'savepoint', $db->selectrow_array('select price from items where id = 1');
$db->begin_work;
$db->do('bogus');
step 'failed transaction', $db->do('select 1'), failure(), $db->ping, $db->pg_ping;
$db->rollback;

$db->do('copy items (name, price) from stdin');
$db->pg_putcopydata("c1\t1.00\nc2\t\\N\n");
step 'copy in', $db->pg_putcopyend;
$db->do('copy (select id, name, price from items order by id) to stdout');
my $line;
while ($db->pg_getcopydata($line) >= 0) { chomp $line; step 'copy out', $line }

step 'tables', $db->tables('', 'public', 'items', 'TABLE');
my $columns = $db->column_info('', 'public', 'items', '%');
while (my $c = $columns->fetchrow_hashref) {
  step 'column', @{$c}{qw(COLUMN_NAME DATA_TYPE TYPE_NAME COLUMN_SIZE DECIMAL_DIGITS NULLABLE COLUMN_DEF ORDINAL_POSITION IS_NULLABLE pg_type)};
}
step 'primary key', $db->primary_key('', 'public', 'items');
my $indexes = $db->statistics_info('', 'public', 'items', 0, 0);
while (my $i = $indexes->fetchrow_hashref) { step 'index', @{$i}{qw(TABLE_NAME NON_UNIQUE INDEX_NAME TYPE ORDINAL_POSITION COLUMN_NAME)} }

$db->do('listen news');
$db->do("notify news, 'hey'");
step 'notification', @{ $db->pg_notifies }[ 0, 2 ];
step 'values', $db->selectrow_array("select true, null::bool, 1::int2, 2::int8, 'a'::char(3), array[1,2], date '2024-02-29', time '12:34:56.789', interval '1 day 2 hours', 'NaN'::float8");
step 'any', scalar @{ $db->selectall_arrayref('select id from items where id = any(?)', undef, [ 1, 2, 3 ]) };
$db->do('begin');
$db->do('declare c cursor with hold for select id from items order by id');
$db->do('commit');
step 'cursor', map { $_->[0] } @{ $db->selectall_arrayref('fetch 3 from c') };
$db->do('close c');
my $many = $db->prepare('insert into items (id, name) values (?, ?)');
step 'array', $many->execute_array({}, [ 101 .. 105 ], [ map { "b$_" } 101 .. 105 ]);
$db->{pg_server_prepare} = 0;
step 'without prepare', $db->selectrow_array('select ?::int + ?::int', undef, 3, 4);
$insert->finish;
step 'count', $db->selectrow_array('select count(*), avg(price) from items');
step 'drop', $db->do('drop table items');
$db->disconnect;
