-- Tehran's date at the centre's clock. The statement's time, not the transaction's: a transaction held open
-- over midnight must not keep yesterday's rights alive.
create function rule.today() returns date
language plpgsql stable as $$
declare
    today date;
begin
    select d.day into today from court.calendar_day d where d.starts <= statement_timestamp() order by d.starts desc limit 1;
    return today;
end
$$;
