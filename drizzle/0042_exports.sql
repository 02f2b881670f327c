CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"kind" text NOT NULL,
	"format" text NOT NULL,
	"from" date NOT NULL,
	"to" date NOT NULL,
	"team_code" text,
	"of_open_id" text,
	"asked_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"ended_at" timestamp with time zone,
	"rows" integer,
	"files" integer
);
--> statement-breakpoint
CREATE INDEX "exports_asked_at_index" ON "exports" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "exports_open_id_asked_at_index" ON "exports" USING btree ("open_id","asked_at");