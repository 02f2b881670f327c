CREATE TABLE "customer_last_visits" (
	"customer_code" text PRIMARY KEY NOT NULL,
	"last_on" date
);
--> statement-breakpoint
CREATE INDEX "customers_parent" ON "customers" USING btree ("parent_code") WHERE parent_code is not null;--> statement-breakpoint

-- Keeps the newest closed visit of each customer, whoever writes visits. First the rows are there and held:
-- who else changes visits of the same customer waits, and the statement after that sees what they wrote.
CREATE FUNCTION note_last_visits(codes text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO customer_last_visits (customer_code)
  SELECT DISTINCT code FROM unnest(codes) AS c(code) ORDER BY code
  ON CONFLICT DO NOTHING;
  PERFORM FROM customer_last_visits WHERE customer_code = ANY (codes) ORDER BY customer_code FOR UPDATE;
  UPDATE customer_last_visits l SET last_on = newest.last_on
  FROM (
    SELECT c.code, (SELECT v.date FROM visits v WHERE v.customer_code = c.code AND v.status = 'closed'
      ORDER BY v.date DESC LIMIT 1) AS last_on
    FROM (SELECT DISTINCT code FROM unnest(codes) AS u(code)) c
  ) newest
  WHERE l.customer_code = newest.code AND l.last_on IS DISTINCT FROM newest.last_on;
  DELETE FROM customer_last_visits WHERE customer_code = ANY (codes) AND last_on IS NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_inserted_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_last_visits(array_agg(customer_code)) FROM new_rows WHERE status = 'closed' HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_updated_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_last_visits(array_agg(r.code))
  FROM new_rows n JOIN old_rows o ON o.id = n.id
  CROSS JOIN LATERAL (VALUES (n.customer_code), (o.customer_code)) AS r(code)
  WHERE 'closed' IN (n.status, o.status)
    AND (n.customer_code, n.date, n.status) IS DISTINCT FROM (o.customer_code, o.date, o.status)
  HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_deleted_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM note_last_visits(array_agg(customer_code)) FROM old_rows WHERE status = 'closed' HAVING count(*) > 0;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER visits_last_insert AFTER INSERT ON visits REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_inserted_visits();
--> statement-breakpoint
CREATE TRIGGER visits_last_update AFTER UPDATE ON visits REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_updated_visits();
--> statement-breakpoint
CREATE TRIGGER visits_last_delete AFTER DELETE ON visits REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION note_deleted_visits();
--> statement-breakpoint

-- What is there already.
INSERT INTO customer_last_visits (customer_code, last_on)
SELECT customer_code, max(date) FROM visits WHERE status = 'closed' GROUP BY customer_code;
