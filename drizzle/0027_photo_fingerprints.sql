CREATE TABLE "photo_fingerprints" (
	"photo_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"method" smallint NOT NULL,
	"flat" boolean NOT NULL,
	"photo_hashes" "bytea",
	"small_picture" "bytea",
	"compared_at" timestamp with time zone,
	CONSTRAINT "photo_fingerprints_seq_unique" UNIQUE("seq")
);
--> statement-breakpoint
CREATE TABLE "photo_matches" (
	"photo_id" uuid NOT NULL,
	"other_photo_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"distance" smallint NOT NULL,
	"agreement" real,
	"found_at" timestamp with time zone NOT NULL,
	CONSTRAINT "photo_matches_photo_id_other_photo_id_pk" PRIMARY KEY("photo_id","other_photo_id")
);
--> statement-breakpoint
CREATE INDEX "photo_fingerprints_method_taken_at_index" ON "photo_fingerprints" USING btree ("method","taken_at");--> statement-breakpoint
CREATE INDEX "photo_matches_other_photo_id_index" ON "photo_matches" USING btree ("other_photo_id");