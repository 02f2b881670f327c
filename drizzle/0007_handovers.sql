CREATE TABLE "departures" (
	"open_id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "handover_items" (
	"handover_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"before" jsonb,
	CONSTRAINT "handover_items_handover_id_kind_key_pk" PRIMARY KEY("handover_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_open_id" text NOT NULL,
	"to_open_id" text NOT NULL,
	"by_open_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"date" date NOT NULL,
	"pick" text NOT NULL,
	"customers" integer NOT NULL,
	"stops" integer NOT NULL,
	"promises" integer NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text
);
--> statement-breakpoint
CREATE INDEX "handovers_from_open_id_at_index" ON "handovers" USING btree ("from_open_id","at");--> statement-breakpoint
CREATE INDEX "handovers_to_open_id_at_index" ON "handovers" USING btree ("to_open_id","at");--> statement-breakpoint
CREATE INDEX "inbound_events_held" ON "inbound_events" USING btree ("actor_open_id") WHERE status = 'held';