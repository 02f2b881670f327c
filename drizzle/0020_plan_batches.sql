CREATE TABLE "dismissed_suggestions" (
	"key" text PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"until_date" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "joint_visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL,
	"date" date NOT NULL,
	"by_open_id" text NOT NULL,
	"with_open_id" text NOT NULL,
	"pair" text NOT NULL,
	"status" text NOT NULL,
	"ended_by" text,
	"reason" text,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"by_open_id" text NOT NULL,
	"status" text NOT NULL,
	"draft" jsonb NOT NULL,
	"result" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "plan_stops" ADD COLUMN "kept_place" integer;--> statement-breakpoint
ALTER TABLE "plan_wishes" ADD COLUMN "place" integer;--> statement-breakpoint
ALTER TABLE "plan_wishes" ADD COLUMN "anyway" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_wishes" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "joint_visits_date_customer_code_pair_index" ON "joint_visits" USING btree ("date","customer_code","pair");--> statement-breakpoint
CREATE INDEX "joint_visits_by_open_id_date_index" ON "joint_visits" USING btree ("by_open_id","date");--> statement-breakpoint
CREATE INDEX "joint_visits_with_open_id_date_index" ON "joint_visits" USING btree ("with_open_id","date");--> statement-breakpoint
CREATE INDEX "plan_batches_created_at_index" ON "plan_batches" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "plan_wishes_batch" ON "plan_wishes" USING btree ("batch_id") WHERE batch_id is not null;