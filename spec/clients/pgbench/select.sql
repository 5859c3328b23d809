\set id random(1, 1000)
select label from measured where id = :id;
