CREATE TABLE "rep_day_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"date" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rep_days" (
	"open_id" text NOT NULL,
	"date" date NOT NULL,
	"planned" integer NOT NULL,
	"completed" integer NOT NULL,
	"in_order" integer NOT NULL,
	"late" integer NOT NULL,
	"off_site" integer NOT NULL,
	"done" integer NOT NULL,
	"unplanned" integer NOT NULL,
	"strikes" integer NOT NULL,
	"valid" integer NOT NULL,
	"lines" integer NOT NULL,
	"stays" integer[] NOT NULL,
	"net_fen" bigint NOT NULL,
	"quantity" numeric NOT NULL,
	"cost_fen" bigint NOT NULL,
	"orders" integer NOT NULL,
	"newcomers" integer NOT NULL,
	CONSTRAINT "rep_days_open_id_date_pk" PRIMARY KEY("open_id","date")
);
--> statement-breakpoint
DROP INDEX "visits_rep_open_id_date_index";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "cost_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "quantity" numeric DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "sale_lines" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "visits" ADD COLUMN "stayed_enough" boolean;--> statement-breakpoint
CREATE INDEX "rep_day_marks_open_id_date_index" ON "rep_day_marks" USING btree ("open_id","date");--> statement-breakpoint
CREATE INDEX "rep_days_date_index" ON "rep_days" USING btree ("date");--> statement-breakpoint
CREATE INDEX "visits_rep_open_id_date_customer_code_index" ON "visits" USING btree ("rep_open_id","date","customer_code");