CREATE TABLE "outings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"started_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"result" text,
	"note" text,
	"ended_at" timestamp with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "outings_one_open" ON "outings" USING btree ("open_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "outings_open_id_date_index" ON "outings" USING btree ("open_id","date");--> statement-breakpoint
CREATE INDEX "outings_date_index" ON "outings" USING btree ("date");
