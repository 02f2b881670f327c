-- The same as before, but what has changed is looked up in a hash: an import may write many orders at once.
CREATE OR REPLACE FUNCTION mark_days_of_orders(codes text[], reps text[], customers text[], days date[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO rep_day_marks (open_id, date)
  SELECT rep, day FROM unnest(reps, days) AS o(rep, day) WHERE rep IS NOT NULL
  UNION
  SELECT f.rep_open_id, f.ordered_on
  FROM (SELECT DISTINCT customer FROM unnest(customers) AS c(customer)) c
  CROSS JOIN LATERAL (
    SELECT o.rep_open_id, o.ordered_on FROM orders o
    WHERE o.customer_code = c.customer AND o.sale_lines > 0
      AND o.code NOT IN (SELECT k.code FROM unnest(codes) AS k(code) WHERE k.code IS NOT NULL)
    ORDER BY o.ordered_on, o.code LIMIT 1
  ) f
  WHERE f.rep_open_id IS NOT NULL
$$;
