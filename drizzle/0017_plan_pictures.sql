ALTER TABLE "daily_plans" ADD COLUMN "picture_key" text;--> statement-breakpoint
ALTER TABLE "daily_plans" ADD COLUMN "picture_of" text;