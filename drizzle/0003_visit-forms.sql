ALTER TABLE "visit_photos" ADD COLUMN "fetch_attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "form_shown" boolean DEFAULT false NOT NULL;