CREATE TABLE "cycle_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"customer_code" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date,
	"reason" text NOT NULL,
	"status" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"ruled_by" text,
	"ruled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "cycle_visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cycle_id" uuid NOT NULL,
	"rep_open_id" text NOT NULL,
	"customer_code" text NOT NULL,
	"date" date NOT NULL,
	"reason" text NOT NULL,
	"routed" boolean NOT NULL,
	"fixed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cycles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"team_code" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"status" text NOT NULL,
	"terms" jsonb NOT NULL,
	"figures" jsonb NOT NULL,
	"unplaced" jsonb NOT NULL,
	"check" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" text
);
--> statement-breakpoint
CREATE INDEX "cycle_requests_rep_open_id_status_index" ON "cycle_requests" USING btree ("rep_open_id","status");--> statement-breakpoint
CREATE INDEX "cycle_requests_customer_code_from_date_index" ON "cycle_requests" USING btree ("customer_code","from_date");--> statement-breakpoint
CREATE UNIQUE INDEX "cycle_visits_cycle_id_customer_code_date_index" ON "cycle_visits" USING btree ("cycle_id","customer_code","date");--> statement-breakpoint
CREATE INDEX "cycle_visits_rep_open_id_date_index" ON "cycle_visits" USING btree ("rep_open_id","date");--> statement-breakpoint
CREATE INDEX "cycle_visits_customer_code_date_index" ON "cycle_visits" USING btree ("customer_code","date");--> statement-breakpoint
CREATE UNIQUE INDEX "cycles_rep_open_id_from_date_index" ON "cycles" USING btree ("rep_open_id","from_date");--> statement-breakpoint
CREATE INDEX "cycles_team_code_from_date_index" ON "cycles" USING btree ("team_code","from_date");--> statement-breakpoint
CREATE INDEX "cycles_rep_open_id_to_date_index" ON "cycles" USING btree ("rep_open_id","to_date");