CREATE TABLE "attendance_flows" (
	"record_id" text PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"risk" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "datum_alarms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"east_m" integer NOT NULL,
	"north_m" integer NOT NULL,
	"visits" integer NOT NULL,
	"reps" integer NOT NULL,
	"customers" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit_appeals" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"by_open_id" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"to_level" integer NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit_assessments" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"customer_code" text NOT NULL,
	"date" date NOT NULL,
	"score" integer NOT NULL,
	"band" text NOT NULL,
	"evidence" text NOT NULL,
	"evidence_share" real NOT NULL,
	"rules_hash" text NOT NULL,
	"assessed_at" timestamp with time zone NOT NULL,
	"ruled_as" text
);
--> statement-breakpoint
CREATE TABLE "visit_explanations" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"open_id" text NOT NULL,
	"text" text NOT NULL,
	"photo_ids" uuid[] NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit_rulings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"by_open_id" text NOT NULL,
	"verdict" text NOT NULL,
	"note" text,
	"at" timestamp with time zone NOT NULL,
	"previous" uuid
);
--> statement-breakpoint
CREATE TABLE "visit_signals" (
	"visit_id" uuid NOT NULL,
	"rule_id" text NOT NULL,
	"state" text NOT NULL,
	"strength" text NOT NULL,
	"weight" integer NOT NULL,
	"numbers" jsonb NOT NULL,
	"threshold" double precision,
	CONSTRAINT "visit_signals_visit_id_rule_id_pk" PRIMARY KEY("visit_id","rule_id")
);
--> statement-breakpoint
CREATE INDEX "attendance_flows_open_id_at_index" ON "attendance_flows" USING btree ("open_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "datum_alarms_one_open" ON "datum_alarms" USING btree ((true)) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "visit_appeals_state_at_index" ON "visit_appeals" USING btree ("state","at");--> statement-breakpoint
CREATE INDEX "visit_assessments_date_band_index" ON "visit_assessments" USING btree ("date","band");--> statement-breakpoint
CREATE INDEX "visit_assessments_rep_open_id_date_index" ON "visit_assessments" USING btree ("rep_open_id","date");--> statement-breakpoint
CREATE INDEX "visit_assessments_date_index" ON "visit_assessments" USING btree ("date") WHERE band = 'red' or ruled_as = 'false';--> statement-breakpoint
CREATE UNIQUE INDEX "visit_rulings_visit_id_level_index" ON "visit_rulings" USING btree ("visit_id","level");--> statement-breakpoint
CREATE INDEX "visit_rulings_at_index" ON "visit_rulings" USING btree ("at");--> statement-breakpoint
CREATE INDEX "visit_signals_rule_id_visit_id_index" ON "visit_signals" USING btree ("rule_id","visit_id") WHERE state = 'flag';