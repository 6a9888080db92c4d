-- A key of two names of which each was changed by somebody else: `seen` by both, one made another of its head, one of its
-- tail. Whichever cut of `seen` leaves its tail at the end of the one and its head at the beginning of the other, the
-- result is the same. `tail_changed` if there is no such cut: the keys were not made by our rules.
create function rule.joined_key(seen text, head_changed text, tail_changed text) returns text
language sql immutable as $$
    select coalesce(
        (select left(head_changed, length(head_changed) - length(seen) + cut) || substr(tail_changed, cut + 1)
           from generate_series(0, length(seen)) cut
          where left(tail_changed, cut) = left(seen, cut) and right(head_changed, length(seen) - cut) = substr(seen, cut + 1)
          limit 1),
        tail_changed)
$$;
