ALTER TABLE "rep_days" ADD COLUMN "summaries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rep_days" ADD COLUMN "summary_points" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rep_days" ADD COLUMN "promised" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rep_days" ADD COLUMN "kept" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "summary_score" smallint;--> statement-breakpoint
CREATE INDEX "visits_promised" ON "visits" USING btree ("next_visit_on","rep_open_id") WHERE next_visit_on is not null;--> statement-breakpoint

-- What the sums of a day watch now as well (src/features/performance/facts/day-facts.ts): what a summary was
-- worth, and next visits that were promised. A promise counts on the day that it names, and any visit to the
-- customer between keeps it.
CREATE OR REPLACE FUNCTION mark_days_of_visits(reps text[], customers text[], days date[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO rep_day_marks (open_id, date)
  SELECT rep, day FROM unnest(reps, days) AS v(rep, day)
  UNION
  SELECT ps.rep_open_id, ps.date
  FROM unnest(reps, customers, days) AS v(rep, customer, day)
  JOIN plan_stops ps ON ps.customer_code = v.customer AND ps.rep_open_id = v.rep
    AND ps.date < v.day AND ps.date >= v.day - 7
  UNION
  SELECT p.rep_open_id, p.next_visit_on
  FROM unnest(customers, days) AS v(customer, day)
  JOIN visits p ON p.customer_code = v.customer AND p.date < v.day AND p.next_visit_on >= v.day
    AND p.status = 'closed'
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_inserted_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_visits(array_agg(rep_open_id), array_agg(customer_code), array_agg(date))
  FROM new_rows WHERE status = 'closed' HAVING count(*) > 0;
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT rep_open_id, next_visit_on FROM new_rows
  WHERE status = 'closed' AND next_visit_on IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_updated_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_visits(array_agg(r.rep_open_id), array_agg(r.customer_code), array_agg(r.date))
  FROM new_rows n JOIN old_rows o ON o.id = n.id
  CROSS JOIN LATERAL (VALUES (n.rep_open_id, n.customer_code, n.date), (o.rep_open_id, o.customer_code, o.date))
    AS r(rep_open_id, customer_code, date)
  WHERE 'closed' IN (n.status, o.status)
    AND (n.rep_open_id, n.customer_code, n.date, n.status, n.planned, n.verdict, n.photos_complete,
        n.stayed_enough, n.closed_by, n.dwell_minutes, n.checked_in_at, n.summary_score)
      IS DISTINCT FROM (o.rep_open_id, o.customer_code, o.date, o.status, o.planned, o.verdict,
        o.photos_complete, o.stayed_enough, o.closed_by, o.dwell_minutes, o.checked_in_at, o.summary_score)
  HAVING count(*) > 0;
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT r.rep_open_id, r.next_visit_on
  FROM new_rows n JOIN old_rows o ON o.id = n.id
  CROSS JOIN LATERAL (VALUES (n.rep_open_id, n.next_visit_on), (o.rep_open_id, o.next_visit_on))
    AS r(rep_open_id, next_visit_on)
  WHERE r.next_visit_on IS NOT NULL AND 'closed' IN (n.status, o.status)
    AND (n.rep_open_id, n.customer_code, n.date, n.status, n.next_visit_on)
      IS DISTINCT FROM (o.rep_open_id, o.customer_code, o.date, o.status, o.next_visit_on);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_deleted_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM mark_days_of_visits(array_agg(rep_open_id), array_agg(customer_code), array_agg(date))
  FROM old_rows WHERE status = 'closed' HAVING count(*) > 0;
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT rep_open_id, next_visit_on FROM old_rows
  WHERE status = 'closed' AND next_visit_on IS NOT NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- A promise whose stop was skipped with approval is none, whether or not the stop counts in the plan.
CREATE OR REPLACE FUNCTION mark_stop_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT rep_open_id, date FROM new_rows WHERE counted OR skip_state = 'approved';
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT rep_open_id, date FROM old_rows WHERE counted OR skip_state = 'approved';
  ELSE
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT r.rep_open_id, r.date
    FROM new_rows n JOIN old_rows o ON o.id = n.id
    CROSS JOIN LATERAL (VALUES (n.rep_open_id, n.date), (o.rep_open_id, o.date)) AS r(rep_open_id, date)
    WHERE (n.counted OR o.counted OR n.skip_state = 'approved' OR o.skip_state = 'approved')
      AND (n.rep_open_id, n.date, n.customer_code, n.counted, n.skip_state, n.sequence)
        IS DISTINCT FROM (o.rep_open_id, o.date, o.customer_code, o.counted, o.skip_state, o.sequence);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint

-- Leave takes away the promises of a day as it takes away its planned stops.
CREATE FUNCTION days_with_duties(from_day date, to_day date) RETURNS TABLE (open_id text, date date)
LANGUAGE sql STABLE AS $$
  SELECT ps.rep_open_id, ps.date FROM plan_stops ps WHERE ps.counted AND ps.date BETWEEN from_day AND to_day
  UNION
  SELECT v.rep_open_id, v.next_visit_on FROM visits v
  WHERE v.next_visit_on BETWEEN from_day AND to_day AND v.status = 'closed'
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_calendar_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT d.open_id, d.date FROM old_rows c
    CROSS JOIN LATERAL days_with_duties(c.date, c.date) d
    WHERE c.scope NOT LIKE 'person:%' OR c.scope = 'person:' || d.open_id;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT d.open_id, d.date FROM new_rows c
    CROSS JOIN LATERAL days_with_duties(c.date, c.date) d
    WHERE c.scope NOT LIKE 'person:%' OR c.scope = 'person:' || d.open_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_moved_users() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT ps.rep_open_id, ps.date FROM plan_stops ps
  WHERE ps.counted AND ps.date IN (SELECT date FROM calendar_days WHERE kind = 'leave')
    AND ps.rep_open_id = NEW.open_id
  UNION
  SELECT v.rep_open_id, v.next_visit_on FROM visits v
  WHERE v.next_visit_on IN (SELECT date FROM calendar_days WHERE kind = 'leave')
    AND v.rep_open_id = NEW.open_id AND v.status = 'closed';
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION mark_moved_teams() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO rep_day_marks (open_id, date)
  SELECT DISTINCT ps.rep_open_id, ps.date FROM plan_stops ps
  WHERE ps.counted AND ps.date IN (SELECT date FROM calendar_days WHERE kind = 'leave')
  UNION
  SELECT v.rep_open_id, v.next_visit_on FROM visits v
  WHERE v.next_visit_on IN (SELECT date FROM calendar_days WHERE kind = 'leave') AND v.status = 'closed';
  RETURN NULL;
END $$;
--> statement-breakpoint
INSERT INTO rep_day_marks (open_id, date)
SELECT DISTINCT rep_open_id, next_visit_on FROM visits WHERE status = 'closed' AND next_visit_on IS NOT NULL;
