CREATE TABLE "calendar_change_days" (
	"change_id" uuid NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"part" text NOT NULL,
	CONSTRAINT "calendar_change_days_change_id_date_kind_part_pk" PRIMARY KEY("change_id","date","kind","part")
);
--> statement-breakpoint
CREATE TABLE "calendar_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"action" text NOT NULL,
	"scope" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"kind" text,
	"part" text NOT NULL,
	"undone_at" timestamp with time zone,
	"undone_by" text
);
