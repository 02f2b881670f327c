CREATE TABLE "explanation_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"rep_open_id" text NOT NULL,
	"message_id" text NOT NULL,
	"image_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"object_key" text,
	"sha256" text,
	"size" integer,
	"mime" text,
	"card_image_key" text
);
--> statement-breakpoint
CREATE TABLE "explanation_windows" (
	"open_id" text PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_views" (
	"visit_id" uuid NOT NULL,
	"viewer_open_id" text NOT NULL,
	"date" date NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "record_views_visit_id_viewer_open_id_date_pk" PRIMARY KEY("visit_id","viewer_open_id","date")
);
--> statement-breakpoint
CREATE TABLE "threshold_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule_id" text NOT NULL,
	"threshold" text NOT NULL,
	"from_value" double precision NOT NULL,
	"to_value" double precision NOT NULL,
	"figures" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"by_open_id" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "visit_appeals_state_at_index";--> statement-breakpoint
ALTER TABLE "visit_appeals" ADD COLUMN "asked_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_appeals" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit_appeals" ADD COLUMN "reached" integer;--> statement-breakpoint
ALTER TABLE "visit_explanations" ADD COLUMN "asked_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_explanations" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit_explanations" ADD COLUMN "reached" integer;--> statement-breakpoint
ALTER TABLE "visit_rulings" ADD COLUMN "depth" integer NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "explanation_photos_message_id_image_key_index" ON "explanation_photos" USING btree ("message_id","image_key");--> statement-breakpoint
CREATE INDEX "explanation_photos_visit_id_index" ON "explanation_photos" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "explanation_photos_created_at_index" ON "explanation_photos" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "explanation_photos_object_key_index" ON "explanation_photos" USING btree ("object_key");--> statement-breakpoint
CREATE INDEX "record_views_at_index" ON "record_views" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "threshold_suggestions_open" ON "threshold_suggestions" USING btree ("rule_id","threshold") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "visit_appeals_state_asked_at_index" ON "visit_appeals" USING btree ("state","asked_at");--> statement-breakpoint
CREATE INDEX "visit_explanations_asked_at_index" ON "visit_explanations" USING btree ("asked_at");--> statement-breakpoint
ALTER TABLE "visit_appeals" DROP COLUMN "to_level";--> statement-breakpoint
ALTER TABLE "visit_explanations" DROP COLUMN "photo_ids";