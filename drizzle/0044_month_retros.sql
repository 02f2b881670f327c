CREATE TABLE "retro_ideas" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"month" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"why" text NOT NULL,
	"from_value" jsonb,
	"to_value" jsonb,
	"sample" integer NOT NULL,
	"numbers" jsonb NOT NULL,
	"codes" jsonb,
	"measure" text NOT NULL,
	"before" double precision,
	"before_sample" integer NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"by_open_id" text,
	"decided_at" timestamp with time zone,
	"decided_on" date,
	"reason" text,
	"own_before" jsonb,
	"applied" jsonb,
	"after" double precision,
	"after_sample" integer,
	"after_from" date,
	"after_to" date,
	"reverted_by" text,
	"reverted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "retros" (
	"scope" text NOT NULL,
	"month" text NOT NULL,
	"facts" jsonb NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "retros_scope_month_pk" PRIMARY KEY("scope","month")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "retro_ideas_scope_month_kind_subject_index" ON "retro_ideas" USING btree ("scope","month","kind","subject");--> statement-breakpoint
CREATE INDEX "retro_ideas_scope_state_decided_on_index" ON "retro_ideas" USING btree ("scope","state","decided_on");