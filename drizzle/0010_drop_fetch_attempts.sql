ALTER TABLE "place_photos" DROP COLUMN "fetch_attempts";--> statement-breakpoint
ALTER TABLE "visit_photos" DROP COLUMN "fetch_attempts";