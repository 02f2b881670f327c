CREATE TABLE "customer_geocodes" (
	"customer_code" text PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"address" text NOT NULL,
	"status" text NOT NULL,
	"level" text,
	"at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "geocode_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"import_id" uuid,
	"status" text NOT NULL,
	"problem" text,
	"detail" text,
	"fruitless" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "geocoded_addresses" (
	"address" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"lng" double precision,
	"lat" double precision,
	"level" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "pin_source" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "pin_level" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "pin_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "pin_confirmed_by" text;--> statement-breakpoint
ALTER TABLE "import_files" ADD COLUMN "result" jsonb;--> statement-breakpoint
CREATE INDEX "customer_geocodes_run_id_status_index" ON "customer_geocodes" USING btree ("run_id","status");--> statement-breakpoint
CREATE INDEX "geocode_runs_status_index" ON "geocode_runs" USING btree ("status");