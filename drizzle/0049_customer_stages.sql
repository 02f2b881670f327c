CREATE TABLE "customer_stages" (
	"customer_code" text NOT NULL,
	"since" date NOT NULL,
	"stage" text,
	"by_open_id" text,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_stages_customer_code_since_pk" PRIMARY KEY("customer_code","since")
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "stage_since" date;--> statement-breakpoint
CREATE INDEX "customers_stage_since" ON "customers" USING btree ("stage_since") WHERE stage is not null and status = 'active';--> statement-breakpoint
CREATE INDEX "visit_assessments_waiting" ON "visit_assessments" USING btree ("rep_open_id","date") WHERE band <> 'green' and ruled_as is null;--> statement-breakpoint
UPDATE "customers" SET "stage_since" = current_date WHERE "stage" IS NOT NULL;--> statement-breakpoint
INSERT INTO "customer_stages" ("customer_code", "since", "stage", "noted_at")
	SELECT "code", "stage_since", "stage", now() FROM "customers" WHERE "stage" IS NOT NULL;
