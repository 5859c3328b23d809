<?php
// PDO and the pgsql extension, PHP's two ways to PostgreSQL: one line of output for each step.
$server = sprintf('host=%s port=%s dbname=%s', getenv('PGHOST'), getenv('PGPORT'), getenv('PGDATABASE'));

function step(string $name, mixed $value): void
{
    echo $name, ': ', json_encode($value, JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_UNESCAPED_UNICODE), "\n";
}

function failure(callable $work): array
{
    try {
        return ['no failure', $work()];
    } catch (PDOException $e) {
        return [$e->getCode(), strtok($e->errorInfo[2], "\n")];
    }
}

$db = new PDO("pgsql:$server", getenv('PGUSER'), '', [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
step('create', $db->exec('create table items (id bigserial primary key, name text, ok bool, price numeric(8,3), bytes bytea, doc json)'));
$insert = $db->prepare('insert into items (name, ok, price, bytes, doc) values (:name, :ok, :price, :bytes, :doc)');
foreach ([["h\u{00e9}llo", true, '1.250', "\x00\xff'\\", '{"a": 1}'], [null, false, null, null, null]] as [$name, $ok, $price, $bytes, $doc]) {
    $insert->bindValue('name', $name);
    $insert->bindValue('ok', $ok, PDO::PARAM_BOOL);
    $insert->bindValue('price', $price);
    $insert->bindValue('bytes', $bytes, PDO::PARAM_LOB);
    $insert->bindValue('doc', $doc);
    step('insert', $insert->execute());
}
step('last id', [$db->lastInsertId(), $db->lastInsertId('items_id_seq')]);
$query = $db->query('select id, name, ok, price, bytes, doc from items order by id');
for ($i = 0; $i < 6; $i++) {
    step('column', array_diff_key($query->getColumnMeta($i), ['pgsql:table_oid' => 1]));
}
foreach ($query as $row) {
    step('row', array_map(fn($value) => is_resource($value) ? bin2hex(stream_get_contents($value)) : $value, $row));
}
step('unknown column', failure(fn() => $db->query('select nope')));
step('unique', failure(fn() => $db->exec('insert into items (id) values (1)')));
$db->beginTransaction();
$db->exec("update items set name = 'x'");
$db->rollBack();
step('rolled back', $db->query('select name from items where id = 1')->fetchColumn());
step('copy in', $db->pgsqlCopyFromArray('items', ["c1\tt", "c2\tf"], "\t", '\\\\N', 'name,ok'));
step('copy out', $db->pgsqlCopyToArray('items', "\t", '\\\\N', 'name,ok'));
$db->exec('listen news');
$db->exec("notify news, 'hey'");
$notification = $db->pgsqlGetNotify(PDO::FETCH_ASSOC, 2000);
step('notification', [$notification['message'], $notification['payload']]);
foreach ([true, false] as $emulated) {
    $db->setAttribute(PDO::ATTR_EMULATE_PREPARES, $emulated);
    $sum = $db->prepare('select ?::int + ?::int as s, ?::text as t');
    $sum->execute([1, 2, "it's"]);
    step('prepared', $sum->fetchAll(PDO::FETCH_ASSOC));
}
$scroll = $db->prepare('select name from items order by id', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]);
$scroll->execute();
foreach ([PDO::FETCH_ORI_LAST, PDO::FETCH_ORI_PRIOR, PDO::FETCH_ORI_FIRST] as $direction) {
    step('scroll', $scroll->fetch(PDO::FETCH_NUM, $direction));
}

$link = pg_connect("$server user=" . getenv('PGUSER'));
step('status', [pg_client_encoding($link), pg_parameter_status($link, 'integer_datetimes'), pg_transaction_status($link)]);
$result = pg_query_params($link, 'select id, name, ok, price from items where id = $1', [1]);
for ($i = 0; $i < 4; $i++) {
    step('field', [pg_field_name($result, $i), pg_field_type($result, $i), pg_field_size($result, $i), pg_field_table($result, $i)]);
}
step('fetch', pg_fetch_all($result));
step('meta', pg_meta_data($link, 'items'));
step('insert by name', pg_insert($link, 'items', ['name' => "a'b", 'ok' => 't']) !== false);
step('update by name', pg_update($link, 'items', ['price' => 3], ['id' => 2]));
step('select by name', pg_select($link, 'items', ['id' => 2]));
step('delete by name', pg_delete($link, 'items', ['id' => 2]));
pg_send_query($link, 'select 1/0');
$failed = pg_get_result($link);
foreach ([PGSQL_DIAG_SQLSTATE, PGSQL_DIAG_MESSAGE_PRIMARY, PGSQL_DIAG_SEVERITY] as $part) {
    step('error', pg_result_error_field($failed, $part));
}
pg_get_result($link);
pg_send_query($link, "select 1 as a; select 'two' as b; insert into items (name) values ('m')");
while ($result = pg_get_result($link)) {
    step('result', [pg_result_status($result), pg_num_rows($result), pg_affected_rows($result), pg_fetch_all($result)]);
}
pg_query($link, "do $$ begin raise notice 'hi %', 5; end $$");
step('notice', pg_last_notice($link));
step('values', pg_fetch_assoc(pg_query($link, "select 1::smallint a, 2::bigint b, 1.5::real c, date '2020-01-01' d, '{1,2}'::int[] e, interval '1 year 2 mons' f, 'x'::char(5) g, null h, '192.168.0.1'::inet i")));
step('drop', pg_query($link, 'drop table items') !== false);
