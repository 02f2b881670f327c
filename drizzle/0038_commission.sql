CREATE TABLE "commission_closes" (
	"month" text PRIMARY KEY NOT NULL,
	"closed_at" timestamp with time zone NOT NULL,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "commission_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" text NOT NULL,
	"of_month" text NOT NULL,
	"open_id" text NOT NULL,
	"scheme_id" uuid NOT NULL,
	"line_id" text NOT NULL,
	"kind" text NOT NULL,
	"order_code" text,
	"product_code" text,
	"customer_code" text,
	"reason" text NOT NULL,
	"was" jsonb,
	"now" jsonb,
	"fen" bigint NOT NULL,
	"booked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_lines" (
	"result_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"line_id" text NOT NULL,
	"kind" text NOT NULL,
	"order_code" text,
	"product_code" text,
	"customer_code" text,
	"on_date" date,
	"base" double precision NOT NULL,
	"rate" double precision NOT NULL,
	"fen" bigint NOT NULL,
	"numbers" jsonb NOT NULL,
	CONSTRAINT "commission_lines_result_id_n_pk" PRIMARY KEY("result_id","n")
);
--> statement-breakpoint
CREATE TABLE "commission_results" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" text NOT NULL,
	"open_id" text NOT NULL,
	"scheme_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"total_fen" bigint NOT NULL,
	"paid_share" double precision NOT NULL,
	"inputs" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commission_schemes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "commission_schemes_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "commission_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scheme_id" uuid NOT NULL,
	"from_month" text NOT NULL,
	"terms" jsonb,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" text
);
--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "shipped_on" date;--> statement-breakpoint
CREATE INDEX "commission_corrections_open_id_month_index" ON "commission_corrections" USING btree ("open_id","month");--> statement-breakpoint
CREATE INDEX "commission_corrections_month_index" ON "commission_corrections" USING btree ("month");--> statement-breakpoint
CREATE INDEX "commission_corrections_of_month_scheme_id_open_id_index" ON "commission_corrections" USING btree ("of_month","scheme_id","open_id");--> statement-breakpoint
CREATE INDEX "commission_lines_line_id_index" ON "commission_lines" USING btree ("line_id");--> statement-breakpoint
CREATE UNIQUE INDEX "commission_results_month_scheme_id_open_id_index" ON "commission_results" USING btree ("month","scheme_id","open_id");--> statement-breakpoint
CREATE INDEX "commission_results_open_id_month_index" ON "commission_results" USING btree ("open_id","month");--> statement-breakpoint
CREATE INDEX "commission_results_scheme_id_month_index" ON "commission_results" USING btree ("scheme_id","month");--> statement-breakpoint
CREATE UNIQUE INDEX "commission_versions_published" ON "commission_versions" USING btree ("scheme_id","from_month") WHERE status = 'published';--> statement-breakpoint
CREATE INDEX "commission_versions_scheme_id_from_month_index" ON "commission_versions" USING btree ("scheme_id","from_month");--> statement-breakpoint
CREATE INDEX "orders_shipped_on_index" ON "orders" USING btree ("shipped_on") WHERE shipped_on is not null;