CREATE TABLE "grade_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"customer_code" text NOT NULL,
	"before" text,
	"grade" text,
	"at" timestamp with time zone NOT NULL,
	"by_open_id" text,
	"reason" text NOT NULL,
	"grading_id" uuid
);
--> statement-breakpoint
CREATE TABLE "grading_rows" (
	"grading_id" uuid NOT NULL,
	"customer_code" text NOT NULL,
	"kind" text NOT NULL,
	"sales_fen" bigint NOT NULL,
	"rank" integer,
	"grade" text,
	"before" text,
	CONSTRAINT "grading_rows_grading_id_customer_code_pk" PRIMARY KEY("grading_id","customer_code")
);
--> statement-breakpoint
CREATE TABLE "gradings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"on_date" date NOT NULL,
	"asked_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"published_by" text,
	"published_at" timestamp with time zone,
	"summary" jsonb
);
--> statement-breakpoint
DROP INDEX "orders_ordered_on_index";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "grade_locked_by" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "grade_locked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "since" date;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "net_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "grade_changes_customer_code_at_index" ON "grade_changes" USING btree ("customer_code","at");--> statement-breakpoint
CREATE INDEX "gradings_status_created_at_index" ON "gradings" USING btree ("status","created_at");--> statement-breakpoint
CREATE INDEX "orders_ordered_on_customer_code_net_fen_index" ON "orders" USING btree ("ordered_on","customer_code","net_fen");--> statement-breakpoint
UPDATE "orders" SET "net_fen" = l.net FROM (SELECT "order_code", sum(CASE "kind" WHEN 'sale' THEN "amount_fen" WHEN 'return' THEN -"amount_fen" ELSE 0 END) AS net FROM "order_lines" GROUP BY 1) l WHERE l."order_code" = "orders"."code";
