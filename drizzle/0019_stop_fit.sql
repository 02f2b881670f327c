ALTER TABLE "daily_plans" ADD COLUMN "proven" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plan_stops" ADD COLUMN "fit" text;