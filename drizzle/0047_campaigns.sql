CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"tag" text NOT NULL,
	"from_date" date NOT NULL,
	"to_date" date NOT NULL,
	"cost_fen" bigint NOT NULL,
	"team_code" text,
	"by_open_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "campaigns_name" ON "campaigns" USING btree ("name") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "customers_tags" ON "customers" USING gin ("tags");