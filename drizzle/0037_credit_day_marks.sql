-- Money received is part of the sums of a day (rep_days).
CREATE FUNCTION mark_credit_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT open_id, received_on FROM old_rows WHERE open_id IS NOT NULL;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO rep_day_marks (open_id, date)
    SELECT DISTINCT open_id, received_on FROM new_rows WHERE open_id IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER payment_credits_mark_insert AFTER INSERT ON payment_credits REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credit_days();
--> statement-breakpoint
CREATE TRIGGER payment_credits_mark_update AFTER UPDATE ON payment_credits REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credit_days();
--> statement-breakpoint
CREATE TRIGGER payment_credits_mark_delete AFTER DELETE ON payment_credits REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION mark_credit_days();
--> statement-breakpoint
-- What is there already: money received, and whom reps have visited in their months.
INSERT INTO rep_day_marks (open_id, date)
SELECT open_id, received_on FROM payment_credits WHERE open_id IS NOT NULL
UNION SELECT rep_open_id, date FROM visits WHERE status = 'closed';
