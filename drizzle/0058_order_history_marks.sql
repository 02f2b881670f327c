-- Marks the customers whose packed order history is out of date (src/features/alarms/scan/keep-histories.ts):
-- those of every order that comes, goes or changes in what a history holds.

CREATE FUNCTION mark_order_histories() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO order_history_marks (customer_code) SELECT DISTINCT customer_code FROM new_rows;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO order_history_marks (customer_code) SELECT DISTINCT customer_code FROM old_rows;
  ELSE
    -- What is in one and not in the other, whatever the rows are called now.
    INSERT INTO order_history_marks (customer_code)
    SELECT DISTINCT customer_code FROM (
      (SELECT customer_code, ordered_on, net_fen FROM new_rows
        EXCEPT ALL SELECT customer_code, ordered_on, net_fen FROM old_rows)
      UNION ALL
      (SELECT customer_code, ordered_on, net_fen FROM old_rows
        EXCEPT ALL SELECT customer_code, ordered_on, net_fen FROM new_rows)
    ) changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER orders_mark_histories_insert AFTER INSERT ON orders REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_order_histories();
--> statement-breakpoint
CREATE TRIGGER orders_mark_histories_update AFTER UPDATE ON orders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_order_histories();
--> statement-breakpoint
CREATE TRIGGER orders_mark_histories_delete AFTER DELETE ON orders REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_order_histories();
--> statement-breakpoint

-- What is there already.
INSERT INTO order_history_marks (customer_code) SELECT DISTINCT customer_code FROM orders;
