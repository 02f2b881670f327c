CREATE TABLE "target_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"month" text NOT NULL,
	"metric" text NOT NULL,
	"product_code" text NOT NULL,
	"before" bigint,
	"after" bigint,
	"by_open_id" text,
	"how" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "joined_on" date;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "left_on" date;--> statement-breakpoint
CREATE INDEX "target_changes_scope_month_index" ON "target_changes" USING btree ("scope","month");