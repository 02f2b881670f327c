CREATE TABLE "nudges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"date" date NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "unasked_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"date" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"what" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plan_stops" ADD COLUMN "window_from" text;--> statement-breakpoint
ALTER TABLE "plan_stops" ADD COLUMN "window_to" text;--> statement-breakpoint
ALTER TABLE "plan_wishes" ADD COLUMN "window_from" text;--> statement-breakpoint
ALTER TABLE "plan_wishes" ADD COLUMN "window_to" text;--> statement-breakpoint
CREATE UNIQUE INDEX "nudges_kind_subject_open_id_index" ON "nudges" USING btree ("kind","subject","open_id");--> statement-breakpoint
CREATE INDEX "nudges_waiting" ON "nudges" USING btree ("open_id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "nudges_created_at_index" ON "nudges" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "unasked_messages_open_id_date_index" ON "unasked_messages" USING btree ("open_id","date");--> statement-breakpoint
CREATE INDEX "unasked_messages_at_index" ON "unasked_messages" USING btree ("at");--> statement-breakpoint
CREATE INDEX "customers_type" ON "customers" USING btree ("type");--> statement-breakpoint
CREATE INDEX "customers_type_lower" ON "customers" USING btree (lower("type"));