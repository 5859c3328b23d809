-- name: documents
create table document (id int primary key, title text, body text)
;
-- name: load documents
insert into document values (1, 'PostgreSQL gateways', 'A gateway lets clients talk to databases'), (2, 'Cooking pasta', 'Boil the water and cook'), (3, null, 'Databases are cooking')
;
-- name: match
select id from document where to_tsvector('english', body) @@ to_tsquery('english', 'database & client') order by id
;
-- name: plain query over two columns
select id from document where to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, '')) @@ plainto_tsquery('english', 'cooking') order by id
;
-- name: rank
select id, ts_rank(to_tsvector('english', body), q) > 0 as ranked from document, websearch_to_tsquery('english', 'cook or databases') q where to_tsvector('english', body) @@ q order by id
;
-- name: headline
select ts_headline('english', body, to_tsquery('english', 'cook')) from document where id = 2
;
-- name: vector text
select id, to_tsvector('simple', title) from document order by id
;
-- name: count matches
select count(*) from document where to_tsvector('english', body) @@ phraseto_tsquery('english', 'boil the water')
;
-- name: words of a row
select id, w.lexeme from document, unnest(to_tsvector('simple', body)) as w order by id, w.lexeme
;
-- name: match after the index
select id from document where to_tsvector('english', body) @@ to_tsquery('english', 'cook:*') order by id
;
-- name: bad query
select to_tsquery('english', 'a b')
;
-- name: similarity of words
select id from document where body ~* '\mcook' order by id
;
