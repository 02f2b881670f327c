CREATE TABLE "live_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"purpose" text NOT NULL,
	"customer_code" text,
	"visit_id" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"device_id" text
);
--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "source" text DEFAULT 'chat' NOT NULL;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "accuracy_m" double precision;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "age_s" integer;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "client_sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "received_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "device_id" text;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "platform" text;--> statement-breakpoint
ALTER TABLE "location_fixes" ADD COLUMN "queued" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_photos" ADD COLUMN "source" text DEFAULT 'chat' NOT NULL;--> statement-breakpoint
ALTER TABLE "visit_photos" ADD COLUMN "challenge" text;--> statement-breakpoint
ALTER TABLE "visit_photos" ADD COLUMN "client_sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit_photos" ADD COLUMN "received_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "visit_photos" ADD COLUMN "device_id" text;--> statement-breakpoint
ALTER TABLE "visit_photos" ADD COLUMN "queued" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "live_sessions_opened_at_index" ON "live_sessions" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "location_fixes_device_id_sent_at_index" ON "location_fixes" USING btree ("device_id","sent_at") WHERE device_id is not null;