CREATE TABLE "ledger_ahead" (
	"kind" text NOT NULL,
	"key" jsonb NOT NULL,
	CONSTRAINT "ledger_ahead_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
ALTER TABLE "ledger_sources" ADD COLUMN "columns" jsonb;--> statement-breakpoint
ALTER TABLE "ledger_sources" ADD COLUMN "pending" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_sources" ADD COLUMN "added" jsonb;--> statement-breakpoint
ALTER TABLE "ledger_sources" ADD COLUMN "up_to" jsonb;--> statement-breakpoint
ALTER TABLE "ledger_sources" ADD COLUMN "passed" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_sources" ADD COLUMN "rows" bigint DEFAULT 0 NOT NULL;