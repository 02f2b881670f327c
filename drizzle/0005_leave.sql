CREATE TABLE "leave_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"part" text DEFAULT '' NOT NULL,
	"reason" text,
	"status" text DEFAULT 'asked' NOT NULL,
	"ruled_by" text,
	"ruled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stop_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"rep_open_id" text NOT NULL,
	"date" date NOT NULL,
	"customer_code" text NOT NULL,
	"why" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"to_open_id" text,
	"to_date" date,
	"decided_by" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "leave_requests_open_id_from_date_index" ON "leave_requests" USING btree ("open_id","from_date");--> statement-breakpoint
CREATE UNIQUE INDEX "stop_offers_batch_id_date_customer_code_index" ON "stop_offers" USING btree ("batch_id","date","customer_code");--> statement-breakpoint
CREATE INDEX "stop_offers_rep_open_id_date_index" ON "stop_offers" USING btree ("rep_open_id","date");