CREATE TABLE "commission_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"customer_code" text,
	"order_code" text,
	"product_code" text,
	"open_id" text,
	"day" date
);
--> statement-breakpoint
CREATE TABLE "commission_months" (
	"month" text NOT NULL,
	"scheme_id" uuid NOT NULL,
	"open_id" text NOT NULL,
	"basis" text NOT NULL,
	"target" double precision,
	"has_facts" boolean NOT NULL,
	"subtotal_fen" bigint NOT NULL,
	"came_back" jsonb NOT NULL,
	"behind" jsonb NOT NULL,
	"lines" json NOT NULL,
	CONSTRAINT "commission_months_month_scheme_id_open_id_pk" PRIMARY KEY("month","scheme_id","open_id")
);
--> statement-breakpoint

-- What the months kept in commission_months rest on is watched here: every column that
-- src/features/commission/facts reads. A mark is a row of a log and takes no lock that anybody waits for;
-- whom it concerns is found out when it is read (src/features/commission/kept/marks.ts).

CREATE FUNCTION mark_commission_of_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code, order_code, open_id) SELECT DISTINCT 'order', customer_code, code, rep_open_id FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code, order_code, open_id) SELECT DISTINCT 'order', customer_code, code, rep_open_id FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, customer_code, order_code, open_id) SELECT DISTINCT 'order', customer_code, code, rep_open_id FROM (
      (SELECT code, customer_code, rep_open_id, ordered_on, ordered_at, shipped_on, net_fen FROM old_rows
        EXCEPT SELECT code, customer_code, rep_open_id, ordered_on, ordered_at, shipped_on, net_fen FROM new_rows)
      UNION ALL
      (SELECT code, customer_code, rep_open_id, ordered_on, ordered_at, shipped_on, net_fen FROM new_rows
        EXCEPT SELECT code, customer_code, rep_open_id, ordered_on, ordered_at, shipped_on, net_fen FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_mark_commission_insert AFTER INSERT ON orders REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_orders();
--> statement-breakpoint
CREATE TRIGGER orders_mark_commission_update AFTER UPDATE ON orders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_orders();
--> statement-breakpoint
CREATE TRIGGER orders_mark_commission_delete AFTER DELETE ON orders REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_orders();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_order_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, order_code) SELECT DISTINCT 'order', order_code FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, order_code) SELECT DISTINCT 'order', order_code FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, order_code) SELECT DISTINCT 'order', order_code FROM (
      (SELECT order_code, line_no, product_code, quantity, unit, amount_fen, cost_fen, kind FROM old_rows
        EXCEPT SELECT order_code, line_no, product_code, quantity, unit, amount_fen, cost_fen, kind FROM new_rows)
      UNION ALL
      (SELECT order_code, line_no, product_code, quantity, unit, amount_fen, cost_fen, kind FROM new_rows
        EXCEPT SELECT order_code, line_no, product_code, quantity, unit, amount_fen, cost_fen, kind FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER order_lines_mark_commission_insert AFTER INSERT ON order_lines REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_order_lines();
--> statement-breakpoint
CREATE TRIGGER order_lines_mark_commission_update AFTER UPDATE ON order_lines REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_order_lines();
--> statement-breakpoint
CREATE TRIGGER order_lines_mark_commission_delete AFTER DELETE ON order_lines REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_order_lines();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code, order_code) SELECT DISTINCT 'money', customer_code, order_code FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code, order_code) SELECT DISTINCT 'money', customer_code, order_code FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, customer_code, order_code) SELECT DISTINCT 'money', customer_code, order_code FROM (
      (SELECT code, customer_code, order_code, received_on, received_at, amount_fen, method FROM old_rows
        EXCEPT SELECT code, customer_code, order_code, received_on, received_at, amount_fen, method FROM new_rows)
      UNION ALL
      (SELECT code, customer_code, order_code, received_on, received_at, amount_fen, method FROM new_rows
        EXCEPT SELECT code, customer_code, order_code, received_on, received_at, amount_fen, method FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_mark_commission_insert AFTER INSERT ON payments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_payments();
--> statement-breakpoint
CREATE TRIGGER payments_mark_commission_update AFTER UPDATE ON payments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_payments();
--> statement-breakpoint
CREATE TRIGGER payments_mark_commission_delete AFTER DELETE ON payments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_payments();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_payment_credits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code, order_code, open_id) SELECT DISTINCT 'money', customer_code, order_code, open_id FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code, order_code, open_id) SELECT DISTINCT 'money', customer_code, order_code, open_id FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, customer_code, order_code, open_id) SELECT DISTINCT 'money', customer_code, order_code, open_id FROM (
      (SELECT payment_code, part, order_code, open_id, customer_code, received_on, amount_fen FROM old_rows
        EXCEPT SELECT payment_code, part, order_code, open_id, customer_code, received_on, amount_fen FROM new_rows)
      UNION ALL
      (SELECT payment_code, part, order_code, open_id, customer_code, received_on, amount_fen FROM new_rows
        EXCEPT SELECT payment_code, part, order_code, open_id, customer_code, received_on, amount_fen FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_credits_mark_commission_insert AFTER INSERT ON payment_credits REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_payment_credits();
--> statement-breakpoint
CREATE TRIGGER payment_credits_mark_commission_update AFTER UPDATE ON payment_credits REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_payment_credits();
--> statement-breakpoint
CREATE TRIGGER payment_credits_mark_commission_delete AFTER DELETE ON payment_credits REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_payment_credits();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_customer_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code, open_id) SELECT DISTINCT 'customer', customer_code, owner_open_id FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code, open_id) SELECT DISTINCT 'customer', customer_code, owner_open_id FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, customer_code, open_id) SELECT DISTINCT 'customer', customer_code, owner_open_id FROM (
      (SELECT customer_code, owner_open_id, from_date, until_date FROM old_rows
        EXCEPT SELECT customer_code, owner_open_id, from_date, until_date FROM new_rows)
      UNION ALL
      (SELECT customer_code, owner_open_id, from_date, until_date FROM new_rows
        EXCEPT SELECT customer_code, owner_open_id, from_date, until_date FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customer_owners_mark_commission_insert AFTER INSERT ON customer_owners REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_customer_owners();
--> statement-breakpoint
CREATE TRIGGER customer_owners_mark_commission_update AFTER UPDATE ON customer_owners REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_customer_owners();
--> statement-breakpoint
CREATE TRIGGER customer_owners_mark_commission_delete AFTER DELETE ON customer_owners REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_customer_owners();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code, open_id) SELECT DISTINCT 'customer', code, owner_open_id FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code, open_id) SELECT DISTINCT 'customer', code, owner_open_id FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, customer_code, open_id) SELECT DISTINCT 'customer', code, owner_open_id FROM (
      (SELECT code, owner_open_id, grade, credit_days FROM old_rows
        EXCEPT SELECT code, owner_open_id, grade, credit_days FROM new_rows)
      UNION ALL
      (SELECT code, owner_open_id, grade, credit_days FROM new_rows
        EXCEPT SELECT code, owner_open_id, grade, credit_days FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_mark_commission_insert AFTER INSERT ON customers REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_customers();
--> statement-breakpoint
CREATE TRIGGER customers_mark_commission_update AFTER UPDATE ON customers REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_customers();
--> statement-breakpoint
CREATE TRIGGER customers_mark_commission_delete AFTER DELETE ON customers REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_customers();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_grade_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code) SELECT DISTINCT 'customer', customer_code FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code) SELECT DISTINCT 'customer', customer_code FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, customer_code) SELECT DISTINCT 'customer', customer_code FROM (
      (SELECT id, customer_code, at, before FROM old_rows
        EXCEPT SELECT id, customer_code, at, before FROM new_rows)
      UNION ALL
      (SELECT id, customer_code, at, before FROM new_rows
        EXCEPT SELECT id, customer_code, at, before FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER grade_changes_mark_commission_insert AFTER INSERT ON grade_changes REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_grade_changes();
--> statement-breakpoint
CREATE TRIGGER grade_changes_mark_commission_update AFTER UPDATE ON grade_changes REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_grade_changes();
--> statement-breakpoint
CREATE TRIGGER grade_changes_mark_commission_delete AFTER DELETE ON grade_changes REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_grade_changes();
--> statement-breakpoint
CREATE FUNCTION mark_commission_of_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, product_code) SELECT DISTINCT 'price', product_code FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, product_code) SELECT DISTINCT 'price', product_code FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, product_code) SELECT DISTINCT 'price', product_code FROM (
      (SELECT product_code, price_level, price_fen FROM old_rows
        EXCEPT SELECT product_code, price_level, price_fen FROM new_rows)
      UNION ALL
      (SELECT product_code, price_level, price_fen FROM new_rows
        EXCEPT SELECT product_code, price_level, price_fen FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER prices_mark_commission_insert AFTER INSERT ON prices REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_prices();
--> statement-breakpoint
CREATE TRIGGER prices_mark_commission_update AFTER UPDATE ON prices REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_prices();
--> statement-breakpoint
CREATE TRIGGER prices_mark_commission_delete AFTER DELETE ON prices REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_prices();
--> statement-breakpoint
-- A visit shares a sale only beside somebody else's: of one that appeared the reader looks for the other,
-- one that went may have been shared before.
CREATE FUNCTION mark_commission_of_visits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, customer_code, open_id, day)
    SELECT DISTINCT 'visit', customer_code, rep_open_id, date FROM new_rows WHERE status = 'closed';
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, customer_code, open_id, day)
    SELECT DISTINCT 'visit-gone', customer_code, rep_open_id, date FROM old_rows WHERE status = 'closed';
  ELSE
    INSERT INTO commission_marks (kind, customer_code, open_id, day)
    SELECT DISTINCT 'visit-gone', customer_code, rep_open_id, date FROM (
      SELECT id, customer_code, rep_open_id, date FROM old_rows WHERE status = 'closed'
      EXCEPT SELECT id, customer_code, rep_open_id, date FROM new_rows WHERE status = 'closed') gone
    UNION ALL
    SELECT DISTINCT 'visit', customer_code, rep_open_id, date FROM (
      SELECT id, customer_code, rep_open_id, date FROM new_rows WHERE status = 'closed'
      EXCEPT SELECT id, customer_code, rep_open_id, date FROM old_rows WHERE status = 'closed') fresh;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER visits_mark_commission_insert AFTER INSERT ON visits REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_visits();
--> statement-breakpoint
CREATE TRIGGER visits_mark_commission_update AFTER UPDATE ON visits REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_visits();
--> statement-breakpoint
CREATE TRIGGER visits_mark_commission_delete AFTER DELETE ON visits REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_visits();
--> statement-breakpoint
-- Goods: which they are and how they are counted, and what they cost where the list price is the floor.
CREATE FUNCTION mark_commission_of_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO commission_marks (kind, product_code) SELECT 'goods', code FROM new_rows;
    INSERT INTO commission_marks (kind, product_code) SELECT 'price', code FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO commission_marks (kind, product_code) SELECT 'goods', code FROM old_rows;
    INSERT INTO commission_marks (kind, product_code) SELECT 'price', code FROM old_rows;
  ELSE
    INSERT INTO commission_marks (kind, product_code) SELECT DISTINCT 'goods', code FROM (
      (SELECT code, category, unit, base_unit, case_size FROM old_rows
        EXCEPT SELECT code, category, unit, base_unit, case_size FROM new_rows)
      UNION ALL
      (SELECT code, category, unit, base_unit, case_size FROM new_rows
        EXCEPT SELECT code, category, unit, base_unit, case_size FROM old_rows)
    ) changed;
    INSERT INTO commission_marks (kind, product_code) SELECT DISTINCT 'price', code FROM (
      (SELECT code, price_fen FROM old_rows EXCEPT SELECT code, price_fen FROM new_rows)
      UNION ALL
      (SELECT code, price_fen FROM new_rows EXCEPT SELECT code, price_fen FROM old_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER products_mark_commission_insert AFTER INSERT ON products REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_products();
--> statement-breakpoint
CREATE TRIGGER products_mark_commission_update AFTER UPDATE ON products REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_products();
--> statement-breakpoint
CREATE TRIGGER products_mark_commission_delete AFTER DELETE ON products REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_commission_of_products();
