-- Marks the days whose facts change, so that `rep_days` is never read where it is out of date.
-- The facts are defined in src/features/performance/facts/day-facts.ts: what is read there is watched here.

-- Orders and visits know now what their lines and rules said.
UPDATE visits SET stayed_enough = coalesce(dwell_minutes, 0) >= 3 WHERE status = 'closed';
--> statement-breakpoint
UPDATE orders o SET cost_fen = s.cost_fen, quantity = s.quantity, sale_lines = s.sale_lines
FROM (
  SELECT order_code,
    sum(CASE kind WHEN 'return' THEN -cost_fen WHEN 'exchange' THEN 0 ELSE cost_fen END) AS cost_fen,
    sum(CASE kind WHEN 'sale' THEN quantity WHEN 'return' THEN -quantity ELSE 0 END) AS quantity,
    count(*) FILTER (WHERE kind = 'sale') AS sale_lines
  FROM order_lines GROUP BY order_code
) s WHERE s.order_code = o.code;
--> statement-breakpoint

-- Visits: the day itself, and the days of planned stops that this visit makes up for (7: LATE_DAYS).
CREATE FUNCTION mark_days_of_visits(reps text[], customers text[], days date[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO rep_day_marks (open_id, date)
  SELECT rep, day FROM unnest(reps, days) AS v(rep, day)
  UNION
  SELECT ps.rep_open_id, ps.date
  FROM unnest(reps, customers, days) AS v(rep, customer, day)
  JOIN plan_stops ps ON ps.customer_code = v.customer AND ps.rep_open_id = v.rep
    AND ps.date < v.day AND ps.date >= v.day - 7
$$;
--> statement-breakpoint
CREATE FUNCTION mark_inserted_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_visits(array_agg(rep_open_id), array_agg(customer_code), array_agg(date))
  FROM new_rows WHERE status = 'closed' HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_updated_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_visits(array_agg(r.rep_open_id), array_agg(r.customer_code), array_agg(r.date))
  FROM new_rows n JOIN old_rows o ON o.id = n.id
  CROSS JOIN LATERAL (VALUES (n.rep_open_id, n.customer_code, n.date), (o.rep_open_id, o.customer_code, o.date))
    AS r(rep_open_id, customer_code, date)
  WHERE 'closed' IN (n.status, o.status)
    AND (n.rep_open_id, n.customer_code, n.date, n.status, n.planned, n.verdict, n.photos_complete,
        n.stayed_enough, n.closed_by, n.dwell_minutes, n.checked_in_at)
      IS DISTINCT FROM (o.rep_open_id, o.customer_code, o.date, o.status, o.planned, o.verdict,
        o.photos_complete, o.stayed_enough, o.closed_by, o.dwell_minutes, o.checked_in_at)
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_deleted_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_visits(array_agg(rep_open_id), array_agg(customer_code), array_agg(date))
  FROM old_rows WHERE status = 'closed' HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER visits_mark_insert AFTER INSERT ON visits REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_inserted_visits();
--> statement-breakpoint
CREATE TRIGGER visits_mark_update AFTER UPDATE ON visits REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_updated_visits();
--> statement-breakpoint
CREATE TRIGGER visits_mark_delete AFTER DELETE ON visits REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_deleted_visits();
--> statement-breakpoint

-- Stops of plans.
CREATE FUNCTION mark_stop_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO rep_day_marks (open_id, date) SELECT DISTINCT rep_open_id, date FROM new_rows WHERE counted;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO rep_day_marks (open_id, date) SELECT DISTINCT rep_open_id, date FROM old_rows WHERE counted;
  ELSE
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT r.rep_open_id, r.date
    FROM new_rows n JOIN old_rows o ON o.id = n.id
    CROSS JOIN LATERAL (VALUES (n.rep_open_id, n.date), (o.rep_open_id, o.date)) AS r(rep_open_id, date)
    WHERE (n.counted OR o.counted)
      AND (n.rep_open_id, n.date, n.customer_code, n.counted, n.skip_state, n.sequence)
        IS DISTINCT FROM (o.rep_open_id, o.date, o.customer_code, o.counted, o.skip_state, o.sequence);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER plan_stops_mark_insert AFTER INSERT ON plan_stops REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_stop_days();
--> statement-breakpoint
CREATE TRIGGER plan_stops_mark_update AFTER UPDATE ON plan_stops REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_stop_days();
--> statement-breakpoint
CREATE TRIGGER plan_stops_mark_delete AFTER DELETE ON plan_stops REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_stop_days();
--> statement-breakpoint

-- Orders: the day itself, and the customer's first order among those that stay as they are, since
-- whether that one won a new customer depends on what came before it.
CREATE FUNCTION mark_days_of_orders(codes text[], reps text[], customers text[], days date[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO rep_day_marks (open_id, date)
  SELECT rep, day FROM unnest(reps, days) AS o(rep, day) WHERE rep IS NOT NULL
  UNION
  SELECT f.rep_open_id, f.ordered_on
  FROM (SELECT DISTINCT customer FROM unnest(customers) AS c(customer)) c
  CROSS JOIN LATERAL (
    SELECT o.rep_open_id, o.ordered_on FROM orders o
    WHERE o.customer_code = c.customer AND o.sale_lines > 0 AND NOT o.code = ANY (codes)
    ORDER BY o.ordered_on, o.code LIMIT 1
  ) f
  WHERE f.rep_open_id IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION mark_inserted_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_orders(array_agg(code), array_agg(rep_open_id), array_agg(customer_code), array_agg(ordered_on))
  FROM new_rows HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_updated_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_orders(array_agg(r.code), array_agg(r.rep_open_id), array_agg(r.customer_code), array_agg(r.ordered_on))
  FROM new_rows n JOIN old_rows o ON o.code = n.code
  CROSS JOIN LATERAL (VALUES (n.code, n.rep_open_id, n.customer_code, n.ordered_on),
    (o.code, o.rep_open_id, o.customer_code, o.ordered_on)) AS r(code, rep_open_id, customer_code, ordered_on)
  WHERE (n.rep_open_id, n.customer_code, n.ordered_on, n.net_fen, n.cost_fen, n.quantity, n.sale_lines)
    IS DISTINCT FROM (o.rep_open_id, o.customer_code, o.ordered_on, o.net_fen, o.cost_fen, o.quantity, o.sale_lines)
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_deleted_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_orders(array_agg(code), array_agg(rep_open_id), array_agg(customer_code), array_agg(ordered_on))
  FROM old_rows HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_mark_insert AFTER INSERT ON orders REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_inserted_orders();
--> statement-breakpoint
CREATE TRIGGER orders_mark_update AFTER UPDATE ON orders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_updated_orders();
--> statement-breakpoint
CREATE TRIGGER orders_mark_delete AFTER DELETE ON orders REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_deleted_orders();
--> statement-breakpoint

-- Assessments and rulings: whether a visit is red.
CREATE FUNCTION mark_assessed_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT rep_open_id, date FROM new_rows WHERE band = 'red' OR ruled_as = 'false';
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT rep_open_id, date FROM old_rows WHERE band = 'red' OR ruled_as = 'false';
  ELSE
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT n.rep_open_id, n.date FROM new_rows n JOIN old_rows o ON o.visit_id = n.visit_id
    WHERE (n.band = 'red', n.ruled_as) IS DISTINCT FROM (o.band = 'red', o.ruled_as);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER visit_assessments_mark_insert AFTER INSERT ON visit_assessments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_assessed_days();
--> statement-breakpoint
CREATE TRIGGER visit_assessments_mark_update AFTER UPDATE ON visit_assessments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_assessed_days();
--> statement-breakpoint
CREATE TRIGGER visit_assessments_mark_delete AFTER DELETE ON visit_assessments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_assessed_days();
--> statement-breakpoint

-- Leave: planned stops on a day that somebody is on leave do not count. Whoever has stops that day is
-- marked when the company's or a team's calendar changes.
CREATE FUNCTION mark_calendar_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT ps.rep_open_id, ps.date FROM old_rows c JOIN plan_stops ps ON ps.date = c.date AND ps.counted
    WHERE c.scope NOT LIKE 'person:%' OR c.scope = 'person:' || ps.rep_open_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT ps.rep_open_id, ps.date FROM new_rows c JOIN plan_stops ps ON ps.date = c.date AND ps.counted
    WHERE c.scope NOT LIKE 'person:%' OR c.scope = 'person:' || ps.rep_open_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER calendar_days_mark_insert AFTER INSERT ON calendar_days REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_calendar_days();
--> statement-breakpoint
CREATE TRIGGER calendar_days_mark_update AFTER UPDATE ON calendar_days REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_calendar_days();
--> statement-breakpoint
CREATE TRIGGER calendar_days_mark_delete AFTER DELETE ON calendar_days REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_calendar_days();
--> statement-breakpoint

-- Who moves to another team, or whose team moves, has that team's leave days.
CREATE FUNCTION mark_moved_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT ps.rep_open_id, ps.date FROM plan_stops ps
  WHERE ps.counted AND ps.date IN (SELECT date FROM calendar_days WHERE kind = 'leave')
    AND ps.rep_open_id = NEW.open_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION mark_moved_teams() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT ps.rep_open_id, ps.date FROM plan_stops ps
  WHERE ps.counted AND ps.date IN (SELECT date FROM calendar_days WHERE kind = 'leave');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER users_mark_moved AFTER UPDATE OF team_code ON users
  FOR EACH ROW WHEN (NEW.team_code IS DISTINCT FROM OLD.team_code) EXECUTE FUNCTION mark_moved_users();
--> statement-breakpoint
CREATE TRIGGER teams_mark_moved AFTER UPDATE OF parent_code ON teams
  FOR EACH ROW WHEN (NEW.parent_code IS DISTINCT FROM OLD.parent_code) EXECUTE FUNCTION mark_moved_teams();
--> statement-breakpoint

-- What is there already.
INSERT INTO rep_day_marks (open_id, date)
SELECT rep_open_id, date FROM plan_stops WHERE counted
UNION SELECT rep_open_id, date FROM visits WHERE status = 'closed'
UNION SELECT rep_open_id, ordered_on FROM orders WHERE rep_open_id IS NOT NULL;
