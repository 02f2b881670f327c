CREATE TABLE "bitable_links" (
	"team_code" text PRIMARY KEY NOT NULL,
	"app_token" text,
	"url" text,
	"name" text,
	"made_by_us" boolean DEFAULT false NOT NULL,
	"kinds" text[] NOT NULL,
	"connected_by" text NOT NULL,
	"connected_at" timestamp with time zone NOT NULL,
	"sync_id" uuid,
	"lease_until" timestamp with time zone,
	"last_at" timestamp with time zone,
	"last_ok_at" timestamp with time zone,
	"problem" text,
	"told_problem" text,
	"created" integer,
	"updated" integer,
	"removed" integer
);
--> statement-breakpoint
CREATE TABLE "bitable_tables" (
	"team_code" text NOT NULL,
	"kind" text NOT NULL,
	"table_id" text NOT NULL,
	"name" text NOT NULL,
	"fields" jsonb NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "bitable_tables_team_code_kind_pk" PRIMARY KEY("team_code","kind")
);
