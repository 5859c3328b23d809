import { lines, type CopyGroup } from './copy-case.ts';

const IN = 'copy v (a, b) from stdin';

/** The csv format, good and bad. */
export const CSV: CopyGroup = {
  topic: 'csv format in',
  setup: ['create table v (a int, b text, c text)'],
  reset: ['delete from v'],
  look: ['select a, b, c from v order by a, b'],
  cases: [
    { name: 'rows', sql: `${IN} csv`, data: lines('1,one', '2,', '3,""', ',x') },
    {
      name: 'quotes',
      sql: `${IN} csv`,
      data: lines('1,"a,b"', '2,"say ""hi"""', '3,un"quo"ted', '4,"a"b"c"'),
    },
    { name: 'newline in quotes', sql: `${IN} csv`, data: lines('1,"a', 'b', 'c"', '2,x') },
    { name: 'crlf in quotes', sql: `${IN} csv`, data: ['1,"a\r\nb"\r\n2,x\r\n'] },
    { name: 'error behind newlines in quotes', sql: `${IN} csv`, data: lines('1,"a', 'b"', 'x,y') },
    { name: 'split in a quoted field', sql: `${IN} csv`, data: ['1,"a', '"', '"b', '\n', 'c"\n'] },
    { name: 'escape', sql: `${IN} (format csv, escape '\\')`, data: lines('1,"a\\"b\\\\c\\d"', '2,a\\"b') },
    { name: 'quote', sql: `${IN} (format csv, quote '''')`, data: lines("1,'a,b'", "2,'it''s'") },
    { name: 'escape at the end', sql: `${IN} (format csv, escape '\\')`, data: ['1,"a\\'] },
    { name: 'unterminated', sql: `${IN} csv`, data: lines('1,one', '2,"two', '3,three') },
    { name: 'end marker', sql: `${IN} csv`, data: lines('1,one', '\\.', '2,two') },
    {
      name: 'end marker that is none',
      sql: 'copy v (b) from stdin csv',
      data: lines('\\.x', 'a\\.', '"\\."'),
    },
    { name: 'backslashes are data', sql: `${IN} csv`, data: lines('1,a\\tb\\N', '2,\\N') },
    { name: 'stray cr', sql: `${IN} csv`, data: ['1,one\n2,tw\ro\n'] },
    { name: 'stray newline', sql: `${IN} csv`, data: ['1,one\r\n2,two\n3,x\r\n'] },
    { name: 'null text', sql: `${IN} (format csv, null 'nil')`, data: lines('1,nil', '2,"nil"', '3,') },
    { name: 'force not null', sql: `${IN} (format csv, force_not_null (b))`, data: lines('1,', '2,x') },
    { name: 'force null', sql: `${IN} (format csv, force_null (b))`, data: lines('1,""', '2,"x"') },
    {
      name: 'force both',
      sql: `${IN} (format csv, force_null (b), force_not_null (b), null 'n')`,
      data: lines('1,n', '2,"n"'),
    },
    {
      name: 'force not null of an integer',
      sql: `${IN} (format csv, force_not_null (a))`,
      data: lines(',x'),
    },
    { name: 'header', sql: `${IN} csv header`, data: lines('a,"multi', 'line"', '1,one') },
    { name: 'header match', sql: `${IN} (format csv, header match)`, data: lines('a,"b"', '1,one') },
    { name: 'header mismatch', sql: `${IN} (format csv, header match)`, data: lines('b,a', '1,one') },
    { name: 'header off', sql: `${IN} (format csv, header off)`, data: lines('1,one') },
    { name: 'missing', sql: `${IN} csv`, data: lines('1') },
    { name: 'extra', sql: `${IN} csv`, data: lines('1,one,more') },
    { name: 'empty line', sql: `${IN} csv`, data: lines('1,one', '') },
    { name: 'empty line of one column', sql: 'copy v (b) from stdin csv', data: lines('x', '', 'y') },
    { name: 'bad integer', sql: `${IN} csv`, data: lines('1,one', '"x y",two') },
    {
      name: 'old syntax',
      sql: `${IN} with csv header delimiter ';' quote '!' null 'z'`,
      data: lines('h;h', '1;!a;b!', '2;z'),
    },
    { name: 'old force', sql: `${IN} csv force not null b`, data: lines('1,') },
    { name: 'delimiter tab', sql: `${IN} (format csv, delimiter E'\\t')`, data: lines('1\tone, two') },
    { name: 'no line end in quotes', sql: `${IN} csv`, data: ['1,"one"'] },
  ],
};
