import { convertedEncodings } from '../encoding/encoding.ts';
import { quoteLiteral } from './quote.ts';

/**
 * convert(), convert_to() and convert_from() of the image. PGlite ends with an abort in nearly all of the conversion
 * functions that the built-in ones load (0.5.14: all but ISO 8859-1 to UTF-8), so these convert by the tables of
 * src/encoding, the same ones that client_encoding uses.
 */

/** The functions and their arguments, as ALTER FUNCTION wants them. */
const BUILT_IN = {
  convert: 'bytea, name, name',
  convert_to: 'text, name',
  convert_from: 'bytea, name',
};

/** What the upper half of an encoding means: 128 characters, U+FFFD for none; null for an encoding without a table. */
function upperHalves(): string {
  const cases = convertedEncodings().map(({ encoding, characters }) => {
    const upper = characters.slice(128).map((character) => String(character.codePointAt(0)));
    return `when ${quoteLiteral(encoding)} then '{${upper.join()}}'`;
  });
  return `create function pg_catalog.iris_pgwire_upper_half(text) returns integer[]
    language sql immutable strict parallel safe as
    $$ select (case $1 ${cases.join(' ')} end)::pg_catalog.int4[] $$`;
}

/** Bytes of an encoding that has a table, as text. */
const DECODE = `create function pg_catalog.iris_pgwire_decode(bytes bytea, encoding text) returns text
  language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
  declare
    upper_half constant integer[] := iris_pgwire_upper_half(encoding);
    unknown integer;
  begin
    select get_byte(bytes, at) into unknown from generate_series(0, length(bytes) - 1) as at
      where get_byte(bytes, at) >= 128 and upper_half[get_byte(bytes, at) - 127] = 65533
      order by at limit 1;
    if found then
      raise 'character with byte sequence 0x% in encoding "%" has no equivalent in encoding "UTF8"',
        to_hex(unknown), encoding using errcode = '22P05';
    end if;
    return coalesce((
      select string_agg(chr(case when byte < 128 then byte else upper_half[byte - 127] end), '' order by at)
        from (select at, get_byte(bytes, at) as byte from generate_series(0, length(bytes) - 1) as at) as each
    ), '');
  end $$`;

/** Text as bytes of an encoding that has a table. */
const ENCODE = `create function pg_catalog.iris_pgwire_encode(string text, encoding text) returns bytea
  language plpgsql immutable strict parallel safe set search_path = pg_catalog as $$
  declare
    upper_half constant integer[] := iris_pgwire_upper_half(encoding);
    unknown text;
  begin
    select letter into unknown from regexp_split_to_table(string, '') with ordinality as letters(letter, at)
      where ascii(letter) >= 128 and (ascii(letter) = 65533 or array_position(upper_half, ascii(letter)) is null)
      order by at limit 1;
    if found then
      raise 'character with byte sequence 0x% in encoding "UTF8" has no equivalent in encoding "%"',
        regexp_replace(encode(unknown::bytea, 'hex'), '(..)(?=.)', '\\1 0x', 'g'), encoding using errcode = '22P05';
    end if;
    return coalesce((
      select decode(string_agg(lpad(to_hex(byte), 2, '0'), '' order by at), 'hex')
        from (select at, case when ascii(letter) < 128 then ascii(letter)
                else array_position(upper_half, ascii(letter)) + 127 end as byte
                from regexp_split_to_table(string, '') with ordinality as letters(letter, at)
               where letter <> '') as each
    ), '');
  end $$`;

/**
 * The built-in function still says what is wrong with names and with bytes of the source encoding: it converts nothing
 * where both encodings are the same one. It is the owner's alone, hence SECURITY DEFINER.
 */
const CONVERT = `create function pg_catalog.convert(bytes bytea, source name, target name) returns bytea
  language plpgsql stable strict parallel safe security definer set search_path = pg_catalog as $$
  declare
    source_encoding constant integer := pg_char_to_encoding(source);
    target_encoding constant integer := pg_char_to_encoding(target);
    source_name constant text := pg_encoding_to_char(source_encoding);
    target_name constant text := pg_encoding_to_char(target_encoding);
    plain constant integer[] := array[pg_char_to_encoding('SQL_ASCII'), -1];
    checked bytea;
    converted text;
  begin
    if source_encoding = target_encoding or source_encoding = any (plain) or target_encoding = any (plain) then
      return iris_pgwire_convert(bytes, source, target);
    end if;
    checked := iris_pgwire_convert(bytes, source, source);
    if not exists (select from pg_conversion where condefault
                      and conforencoding = source_encoding and contoencoding = target_encoding) then
      raise 'default conversion function for encoding "%" to "%" does not exist', source_name, target_name
        using errcode = '42883';
    end if;
    if coalesce(source_name <> 'UTF8' and iris_pgwire_upper_half(source_name) is null, true)
      or coalesce(target_name <> 'UTF8' and iris_pgwire_upper_half(target_name) is null, true) then
      raise 'conversion between % and % is not supported by the gateway', source_name, target_name
        using errcode = '0A000';
    end if;
    converted := case source_name when 'UTF8' then iris_pgwire_convert_from(checked, 'UTF8')
      else iris_pgwire_decode(checked, source_name) end;
    return case target_name when 'UTF8' then iris_pgwire_convert_to(converted, 'UTF8')
      else iris_pgwire_encode(converted, target_name) end;
  end $$`;

const CONVERT_TO = `create function pg_catalog.convert_to(text, name) returns bytea
  language sql stable strict parallel safe as
  $$ select pg_catalog.convert(pg_catalog.textsend($1), 'UTF8', $2) $$`;

const CONVERT_FROM = `create function pg_catalog.convert_from(bytes bytea, source name) returns text
  language plpgsql stable strict parallel safe security definer set search_path = pg_catalog as $$
  begin
    return iris_pgwire_convert_from(convert(bytes, source, 'UTF8'), 'UTF8');
  end $$`;

/**
 * Locales that PGlite lists and the C library of WebAssembly does not have: texts would be in the order of code points
 * under another name.
 */
const DROP_LOCALES = `delete from pg_catalog.pg_collation where collprovider = 'c' and collcollate like 'en\\_US%'`;

/** Statements that make the image's functions convert; the function manager calls built-in ones by OID, so they are renamed. */
export const ENCODING_STATEMENTS: readonly string[] = [
  ...Object.entries(BUILT_IN).flatMap(([name, argumentTypes]) => [
    `alter function pg_catalog.${name}(${argumentTypes}) rename to iris_pgwire_${name}`,
    `revoke execute on function pg_catalog.iris_pgwire_${name}(${argumentTypes}) from public`,
  ]),
  upperHalves(),
  DECODE,
  ENCODE,
  CONVERT,
  CONVERT_TO,
  CONVERT_FROM,
  DROP_LOCALES,
];
