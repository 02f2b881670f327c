CREATE TABLE "customer_pins" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL,
	"by_open_id" text NOT NULL,
	"status" text NOT NULL,
	"lng_gcj" double precision NOT NULL,
	"lat_gcj" double precision NOT NULL,
	"raw_lng" double precision NOT NULL,
	"raw_lat" double precision NOT NULL,
	"raw_datum" text NOT NULL,
	"place_name" text,
	"old_lng" double precision,
	"old_lat" double precision,
	"moved_m" integer,
	"reason" text,
	"photo_id" uuid,
	"fix_id" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"ruled_by" text,
	"ruled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outlet_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"status" text NOT NULL,
	"name" text NOT NULL,
	"contact" text,
	"phone" text,
	"type" text,
	"lng_gcj" double precision NOT NULL,
	"lat_gcj" double precision NOT NULL,
	"raw_lng" double precision NOT NULL,
	"raw_lat" double precision NOT NULL,
	"raw_datum" text NOT NULL,
	"place_name" text,
	"photo_id" uuid,
	"fix_id" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"ruled_by" text,
	"ruled_at" timestamp with time zone,
	"customer_code" text
);
--> statement-breakpoint
CREATE TABLE "place_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"kind" text NOT NULL,
	"customer_code" text,
	"fix_id" uuid,
	"photo_id" uuid,
	"name" text,
	"contact" text,
	"phone" text,
	"type" text,
	"started_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "place_drafts_byOpenId_unique" UNIQUE("by_open_id")
);
--> statement-breakpoint
CREATE TABLE "place_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"message_id" text NOT NULL,
	"image_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"object_key" text,
	"sha256" text,
	"size" integer,
	"mime" text,
	"card_image_key" text,
	"fetch_attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX "customer_pins_customer_code_asked_at_index" ON "customer_pins" USING btree ("customer_code","asked_at");--> statement-breakpoint
CREATE INDEX "customer_pins_by_open_id_index" ON "customer_pins" USING btree ("by_open_id");--> statement-breakpoint
CREATE INDEX "customer_pins_photo_id_index" ON "customer_pins" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "outlet_requests_by_open_id_index" ON "outlet_requests" USING btree ("by_open_id");--> statement-breakpoint
CREATE INDEX "outlet_requests_photo_id_index" ON "outlet_requests" USING btree ("photo_id");--> statement-breakpoint
CREATE INDEX "outlet_requests_status_index" ON "outlet_requests" USING btree ("status");--> statement-breakpoint
CREATE UNIQUE INDEX "place_photos_message_id_image_key_index" ON "place_photos" USING btree ("message_id","image_key");