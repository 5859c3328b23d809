\set id random(1, 1000)
\startpipeline
select label from measured where id = :id;
insert into drawn (id) values (:id);
select count(*) from drawn where id = :id;
\endpipeline
