-- name: create
create table line (id int primary key, s text)
;
-- name: load
insert into line values (1, 'foo123bar'), (2, 'Hello World'), (3, ''), (4, null), (5, 'a1b22c333'), (6, E'two\nlines'), (7, 'x.y*z')
;
-- name: matches
select id, s ~ '[0-9]+' as m, s ~* 'HELLO' as i, s !~ '^a' as n, s !~* 'WORLD$' as ni from line order by id
;
-- name: where matches
select id from line where s ~ '^[a-z]+[0-9]' order by id
;
-- name: replace first
select id, regexp_replace(s, '[0-9]', '#') as r from line order by id
;
-- name: replace all
select id, regexp_replace(s, '[0-9]+', '#', 'g') as r from line order by id
;
-- name: replace with groups
select regexp_replace('John Smith', '(\w+) (\w+)', '\2, \1') as r, regexp_replace('abc', 'b', '[\&]') as a
;
-- name: replace ignoring case
select regexp_replace('aAbB', 'A', 'x', 'gi') as r
;
-- name: replace the third
select regexp_replace('a.b.c.d', '\.', '-', 1, 3) as r, regexp_replace('a.b.c.d', '\.', '-', 4, 0) as s
;
-- name: bad flag
select regexp_replace('a', 'a', 'b', 'q')
;
-- name: bad pattern
select 'a' ~ '('
;
-- name: bad pattern on rows
select id from line where s ~ '[a' order by id
;
-- name: match
select regexp_match('foobarbequebaz', '(bar)(beque)') as a, regexp_match('abc', 'd') as b, regexp_match('abc', 'b') as c
;
-- name: match of rows
select id, regexp_match(s, '([a-z]+)([0-9]+)') as m from line order by id
;
-- name: match element
select id, (regexp_match(s, '[0-9]+'))[1] as n from line order by id
;
-- name: all matches
select regexp_matches('foobarbequebazilbarfbonk', '(b[^b]+)(b[^b]+)', 'g') as m
;
-- name: all matches of rows
select id, m from line, regexp_matches(s, '[0-9]+', 'g') m order by id, m
;
-- name: split to array
select regexp_split_to_array('the quick  brown', '\s+') as a, regexp_split_to_array('abc', '') as b
;
-- name: split to table
select t, o from regexp_split_to_table('a,b;c', '[,;]') with ordinality r(t, o)
;
-- name: split rows
select id, regexp_split_to_array(s, '[0-9]+') as parts from line order by id
;
-- name: count matches
select regexp_count('ABCABCAXYaxy', 'A.') as a, regexp_count('ABCABCAXYaxy', 'A.', 1, 'i') as b
;
-- name: instr
select regexp_instr('number of your street, town zip, FR', '[^,]+', 1, 2) as a, regexp_instr('ABCDEFGHI', '(c..)(...)', 1, 1, 0, 'i', 2) as b
;
-- name: like
select regexp_like('Hello World', 'world$', 'i') as a, regexp_like('abc', '^b') as b
;
-- name: substr
select regexp_substr('number of your street, town zip, FR', '[^,]+', 1, 2) as a, regexp_substr('ABCDEFGHI', '(c..)(...)', 1, 1, 'i', 2) as b
;
-- name: substring from pattern
select substring('foobar' from 'o.b') as a, substring('foobar' from 'o(.)b') as b, substring('foobar' from 'z') as c
;
-- name: substring of rows
select id, substring(s from '[0-9]+') as n from line order by id
;
-- name: substring similar
select substring('abcdefg' similar 'a#"(b_d)#"%' escape '#') as a
;
-- name: similar to
select 'abc' similar to 'abc' as a, 'abc' similar to 'a' as b, 'abc' similar to '%(b|d)%' as c, 'abc' similar to '(b|c)%' as d
;
-- name: similar to on rows
select id from line where s similar to '%[0-9]+%' order by id
;
-- name: not similar to
select id from line where s not similar to '(foo|Hello)%' order by id
;
-- name: similar to with escape
select 'a%b' similar to 'a!%b' escape '!' as a, 'axb' similar to 'a!%b' escape '!' as b
;
-- name: any regular expression
select id from line where s ~ any (array['^f', '^H']) order by id
;
-- name: newline and dot
select id, s ~ 'o.l' as a, s ~ '(?n)o.l' as b, s ~ '^lines' as c, s ~ '(?w)^lines' as d from line where id = 6
;
-- name: classes
select 'a1_' ~ '^\w+$' as w, ' ' ~ '\s' as s, 'x' ~ '\d' as d, 'é' ~ '[[:alpha:]]' as a
;
-- name: quantifiers
select regexp_match('aaaa', 'a{2,3}') as a, regexp_match('aaaa', 'a{2,3}?') as b, regexp_match('aaaa', 'a*?$') as c
;
-- name: lookahead
select regexp_replace('price 100 usd', '\d+(?= usd)', 'N') as a, 'foobar' ~ 'foo(?!bar)' as b, regexp_match('xay', '(?<=x)a') as c
;
-- name: back reference
select 'abab' ~ '^(ab)\1$' as a, regexp_replace('hello', '(l)\1', 'L') as b
;
-- name: escape in standard strings
select 'a\b' ~ '\\' as a, E'a\\b' ~ E'\\\\' as b
;
-- name: pattern from a column
select a.id, b.id as other from line a join line b on b.s ~ left(a.s, 1) and a.id <> b.id and a.s <> '' and a.s !~ '^[x.]' order by 1, 2
;
-- name: order by pattern
select id from line order by s ~ '[0-9]' desc nulls last, id
;
-- name: group by substring
select substring(s from '^.') as c, count(*) as n from line group by 1 order by 1
;
-- name: parameter pattern
-- params: '^[a-f]'
select id from line where s ~ $1 order by id
;
-- name: parameter replacement
-- params: '[aeiou]', '*'
select id, regexp_replace(s, $1, $2, 'g') as r from line order by id
;
-- name: starts with operator
select id from line where s ^@ 'foo' order by id
;
