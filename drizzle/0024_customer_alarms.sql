CREATE TABLE "alarm_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alarm_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by_open_id" text,
	"kind" text NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "alarm_scans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"on_date" date NOT NULL,
	"newest_order_on" date,
	"skipped" text,
	"customers" integer DEFAULT 0 NOT NULL,
	"order_days" integer DEFAULT 0 NOT NULL,
	"raised" integer DEFAULT 0 NOT NULL,
	"waiting" integer DEFAULT 0 NOT NULL,
	"ended" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer DEFAULT 0 NOT NULL,
	"parameters" jsonb
);
--> statement-breakpoint
CREATE TABLE "customer_alarms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL,
	"owner_open_id" text,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"score" double precision NOT NULL,
	"chance" double precision,
	"money_at_risk_fen" bigint NOT NULL,
	"numbers" jsonb NOT NULL,
	"data_as_of" date NOT NULL,
	"raised_on" date NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"level" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"acted_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "trade_spans" (
	"scope" text NOT NULL,
	"back" integer NOT NULL,
	"data_as_of" date NOT NULL,
	"customers" integer NOT NULL,
	"order_days" integer NOT NULL,
	"sales_fen" bigint NOT NULL,
	CONSTRAINT "trade_spans_scope_back_pk" PRIMARY KEY("scope","back")
);
--> statement-breakpoint
CREATE INDEX "alarm_events_alarm_id_at_index" ON "alarm_events" USING btree ("alarm_id","at");--> statement-breakpoint
CREATE INDEX "alarm_scans_on_date_index" ON "alarm_scans" USING btree ("on_date");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_alarms_active" ON "customer_alarms" USING btree ("customer_code","kind") WHERE state in ('waiting', 'open', 'planned');--> statement-breakpoint
CREATE INDEX "customer_alarms_owner" ON "customer_alarms" USING btree ("owner_open_id","state","raised_on");--> statement-breakpoint
CREATE INDEX "customer_alarms_due" ON "customer_alarms" USING btree ("due_at") WHERE due_at is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX "customer_alarms_raised_on_index" ON "customer_alarms" USING btree ("raised_on");--> statement-breakpoint
CREATE INDEX "customer_alarms_ended" ON "customer_alarms" USING btree ("customer_code","ended_at");