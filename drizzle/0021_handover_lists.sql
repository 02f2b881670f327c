CREATE TABLE "handover_lists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"from_open_id" text NOT NULL,
	"to_open_id" text NOT NULL,
	"among" text NOT NULL,
	"query" text,
	"started_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handover_picks" (
	"list_id" uuid NOT NULL,
	"customer_code" text NOT NULL,
	CONSTRAINT "handover_picks_list_id_customer_code_pk" PRIMARY KEY("list_id","customer_code")
);
--> statement-breakpoint
CREATE INDEX "handover_lists_by_open_id_index" ON "handover_lists" USING btree ("by_open_id");