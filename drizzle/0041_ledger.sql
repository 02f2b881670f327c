CREATE TABLE "ledger_entries" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"op" text NOT NULL,
	"key" jsonb NOT NULL,
	"row" jsonb,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_sources" (
	"kind" text PRIMARY KEY NOT NULL,
	"shape" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_waiting" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"op" text NOT NULL,
	"key" jsonb NOT NULL,
	"row" jsonb
);
--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entries_id_index" ON "ledger_entries" USING btree ("id");
--> statement-breakpoint
-- The ledger only grows (docs/ledger.md). Triggers on the tables of facts are put up by src/db/ledger.ts.
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger only grows: % of % is refused', lower(TG_OP), TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_refuse BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER ledger_waiting_refuse BEFORE UPDATE OR TRUNCATE ON ledger_waiting
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
-- What waits leaves only for the ledger.
CREATE FUNCTION refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM old_rows o
    WHERE NOT EXISTS (SELECT 1 FROM ledger_entries e WHERE e.id = o.id
      AND (e.kind, e.op, e.key, e."row", e.at) IS NOT DISTINCT FROM (o.kind, o.op, o.key, o."row", o.at)))
  THEN RAISE EXCEPTION 'the ledger only grows: delete of what is not sealed is refused';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_waiting_delete AFTER DELETE ON ledger_waiting REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsealed();
