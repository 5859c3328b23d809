/** Constants of every type whose datum is read, and the text that PostgreSQL itself prints for them. */
export const cases: readonly {
  readonly sql: string;
  readonly texts: readonly (string | null | undefined)[];
}[] = [
  {
    sql: "select true, false, 5::int4, -7, '-32768'::int2, 9223372036854775807::int8, '-9223372036854775808'::int8, 4294967295::oid, null::int",
    texts: ['t', 'f', '5', '-7', '-32768', '9223372036854775807', '-9223372036854775808', undefined, null],
  },
  {
    sql: "select '1.5'::float8, '-0.1'::float8, '1e300'::float8, '0.1'::float4, '3.4e38'::float4, 'Infinity'::float8, '-Infinity'::float4, 'NaN'::float8",
    texts: ['1.5', '-0.1', '1e+300', '0.1', '3.4e+38', 'Infinity', '-Infinity', 'NaN'],
  },
  {
    sql: "select 0.0, 1.50, 12345678.9, 0.001, 0.00000001, '-0.001'::numeric, 10000, 100000000000000000000, 1e-20, 'NaN'::numeric, 'Infinity'::numeric, '-Infinity'::numeric, 99999.99999",
    texts: [
      '0.0',
      '1.50',
      '12345678.9',
      '0.001',
      '0.00000001',
      '-0.001',
      '10000',
      '100000000000000000000',
      '0.00000000000000000001',
      'NaN',
      'Infinity',
      '-Infinity',
      '99999.99999',
    ],
  },
  {
    sql: "select 'a b (c)'::text, ''::text, 'e\u0301\u00e9\u20ac'::text, 'ab '::bpchar, 'x'::\"char\", 'nm'::name, '\\x00ff'::bytea, '11111111-2222-3333-4444-5555555555AF'::uuid",
    texts: [
      'a b (c)',
      '',
      'e\u0301\u00e9\u20ac',
      'ab ',
      'x',
      'nm',
      '\\x00ff',
      '11111111-2222-3333-4444-5555555555af',
    ],
  },
  {
    sql: "select date '2024-02-29', date '0001-01-01', date '0044-03-15 BC', date 'infinity', date '1999-12-31'",
    texts: ['2024-02-29', '0001-01-01', '0044-03-15 BC', 'infinity', '1999-12-31'],
  },
  {
    sql: "select timestamp '2024-01-02 03:04:05.678', timestamp '1969-12-31 23:59:59.999999', timestamp '-infinity', timestamptz '2024-01-01 12:00:00+02', time '23:59:59.5', time '24:00'",
    texts: [
      '2024-01-02 03:04:05.678',
      '1969-12-31 23:59:59.999999',
      '-infinity',
      '2024-01-01 10:00:00+00',
      '23:59:59.5',
      '24:00:00',
    ],
  },
  {
    sql: "select interval '1 mon 2 days 3 hours', interval '-00:00:01.5', interval '1 year -3 days'",
    texts: ['1 mons 2 days +03:00:00', '0 mons 0 days -00:00:01.5', '12 mons -3 days +00:00:00'],
  },
  {
    sql: `select '{"a": 1}'::json, '{"a": 1}'::jsonb, '{1,2}'::int[]`,
    texts: ['{"a": 1}', undefined, undefined],
  },
];
