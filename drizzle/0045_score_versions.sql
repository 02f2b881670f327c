CREATE TABLE "score_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"formula" text,
	"unit" text NOT NULL,
	"full" double precision,
	"from_month" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" text
);
--> statement-breakpoint
CREATE INDEX "score_versions_code_from_month_index" ON "score_versions" USING btree ("code","from_month");