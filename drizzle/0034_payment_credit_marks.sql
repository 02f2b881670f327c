-- Marks the customers whose payments may now be somebody else's (src/features/performance/facts/credits.ts):
-- their payments, their orders, and who looked after them when.

CREATE FUNCTION mark_credits_of_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO payment_credit_marks (customer_code) SELECT DISTINCT customer_code FROM old_rows;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO payment_credit_marks (customer_code) SELECT DISTINCT customer_code FROM new_rows;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payments_mark_credits_insert AFTER INSERT ON payments REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_payments();
--> statement-breakpoint
CREATE TRIGGER payments_mark_credits_update AFTER UPDATE ON payments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_payments();
--> statement-breakpoint
CREATE TRIGGER payments_mark_credits_delete AFTER DELETE ON payments REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_payments();
--> statement-breakpoint
-- An order pays its customer's payments; one may also be named by a payment of another customer.
CREATE FUNCTION mark_credits_of_orders() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  codes text[];
  customers text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(code), array_agg(DISTINCT customer_code) INTO codes, customers FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(code), array_agg(DISTINCT customer_code) INTO codes, customers FROM old_rows;
  ELSE
    SELECT array_agg(n.code), array_agg(DISTINCT r.customer_code) INTO codes, customers
    FROM new_rows n JOIN old_rows o ON o.code = n.code
    CROSS JOIN LATERAL (VALUES (n.customer_code), (o.customer_code)) AS r(customer_code)
    WHERE (n.rep_open_id, n.customer_code, n.ordered_on, n.ordered_at, n.net_fen)
      IS DISTINCT FROM (o.rep_open_id, o.customer_code, o.ordered_on, o.ordered_at, o.net_fen);
  END IF;
  IF codes IS NOT NULL THEN
    INSERT INTO payment_credit_marks (customer_code)
    SELECT customer_code FROM payments WHERE customer_code = ANY (customers)
    UNION SELECT customer_code FROM payments WHERE order_code = ANY (codes);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_mark_credits_insert AFTER INSERT ON orders REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_orders();
--> statement-breakpoint
CREATE TRIGGER orders_mark_credits_update AFTER UPDATE ON orders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_orders();
--> statement-breakpoint
CREATE TRIGGER orders_mark_credits_delete AFTER DELETE ON orders REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_orders();
--> statement-breakpoint
CREATE FUNCTION mark_credits_of_owners() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO payment_credit_marks (customer_code)
    SELECT DISTINCT p.customer_code FROM old_rows c JOIN payments p ON p.customer_code = c.customer_code;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO payment_credit_marks (customer_code)
    SELECT DISTINCT p.customer_code FROM new_rows c JOIN payments p ON p.customer_code = c.customer_code;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customer_owners_mark_credits_insert AFTER INSERT ON customer_owners REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_owners();
--> statement-breakpoint
CREATE TRIGGER customer_owners_mark_credits_update AFTER UPDATE ON customer_owners REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_owners();
--> statement-breakpoint
CREATE TRIGGER customer_owners_mark_credits_delete AFTER DELETE ON customer_owners REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_owners();
--> statement-breakpoint
CREATE FUNCTION mark_credits_of_customers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO payment_credit_marks (customer_code)
    SELECT DISTINCT p.customer_code FROM new_rows c JOIN payments p ON p.customer_code = c.code;
  ELSE
    INSERT INTO payment_credit_marks (customer_code)
    SELECT DISTINCT p.customer_code FROM new_rows n JOIN old_rows o ON o.code = n.code
    JOIN payments p ON p.customer_code = n.code
    WHERE n.owner_open_id IS DISTINCT FROM o.owner_open_id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER customers_mark_credits_insert AFTER INSERT ON customers REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_customers();
--> statement-breakpoint
CREATE TRIGGER customers_mark_credits_update AFTER UPDATE ON customers REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credits_of_customers();
--> statement-breakpoint
-- What is there already.
INSERT INTO payment_credit_marks (customer_code) SELECT DISTINCT customer_code FROM payments;
