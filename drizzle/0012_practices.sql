CREATE TABLE "practices" (
	"open_id" text PRIMARY KEY NOT NULL,
	"lesson" integer NOT NULL,
	"phase" text NOT NULL,
	"visit" jsonb,
	"form_shown" boolean DEFAULT false NOT NULL,
	"active_until" timestamp with time zone,
	"pretends" boolean DEFAULT false NOT NULL,
	"asked_key" text,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
