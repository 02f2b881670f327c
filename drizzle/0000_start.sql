CREATE TABLE "card_messages" (
	"thing" text NOT NULL,
	"target" text NOT NULL,
	"message_id" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_messages_thing_target_pk" PRIMARY KEY("thing","target")
);
--> statement-breakpoint
CREATE TABLE "inbound_events" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"actor_open_id" text,
	"event" jsonb NOT NULL,
	"status" text NOT NULL,
	"answer" jsonb,
	"attempts" integer DEFAULT 1 NOT NULL,
	"error" text,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"next_try_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"target" text NOT NULL,
	"payload" jsonb NOT NULL,
	"cause_id" uuid NOT NULL,
	"now_override" timestamp with time zone,
	"dedupe_key" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"available_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_until" timestamp with time zone,
	"first_tried_at" timestamp with time zone,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "rate_slots" (
	"key" text PRIMARY KEY NOT NULL,
	"next_at_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule_runs" (
	"job" text NOT NULL,
	"date" date NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "schedule_runs_job_date_scope_pk" PRIMARY KEY("job","date","scope")
);
--> statement-breakpoint
CREATE TABLE "unreachable" (
	"open_id" text PRIMARY KEY NOT NULL,
	"code" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"by_open_id" text,
	"at" timestamp with time zone NOT NULL,
	"created" integer NOT NULL,
	"updated" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"pending" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting_versions" (
	"version" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"scope" text NOT NULL,
	"value" jsonb,
	"by_open_id" text,
	"reason" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_owners" (
	"customer_code" text NOT NULL,
	"owner_open_id" text NOT NULL,
	"from_date" date NOT NULL,
	"until_date" date,
	CONSTRAINT "customer_owners_customer_code_from_date_pk" PRIMARY KEY("customer_code","from_date")
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"lng_gcj" double precision,
	"lat_gcj" double precision,
	"raw_lng" double precision,
	"raw_lat" double precision,
	"raw_datum" text,
	"owner_open_id" text,
	"team_code" text,
	"type" text,
	"grade" text,
	"stage" text,
	"source" text,
	"price_level" text,
	"credit_limit_fen" bigint,
	"credit_days" integer,
	"contact" text,
	"phone" text,
	"opening_hours" text,
	"service_minutes" integer,
	"line" text,
	"visit_days" integer[],
	"week_pattern" text,
	"frequency" text,
	"pause_reason" text,
	"paused_until" date,
	"parent_code" text,
	"supplier_code" text,
	"status" text DEFAULT 'active' NOT NULL,
	"tags" text[],
	"created_on" date NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"order_code" text NOT NULL,
	"line_no" integer NOT NULL,
	"product_code" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit" text,
	"unit_price_fen" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"cost_fen" bigint NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "order_lines_order_code_line_no_pk" PRIMARY KEY("order_code","line_no")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"code" text PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL,
	"rep_open_id" text,
	"ordered_at" timestamp with time zone NOT NULL,
	"ordered_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"code" text PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"received_on" date NOT NULL,
	"amount_fen" bigint NOT NULL,
	"order_code" text,
	"method" text,
	"collector_open_id" text
);
--> statement-breakpoint
CREATE TABLE "prices" (
	"product_code" text NOT NULL,
	"price_level" text NOT NULL,
	"price_fen" bigint NOT NULL,
	CONSTRAINT "prices_product_code_price_level_pk" PRIMARY KEY("product_code","price_level")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"category" text,
	"cost_fen" bigint NOT NULL,
	"price_fen" bigint NOT NULL,
	"spec" text,
	"base_unit" text,
	"case_size" numeric,
	"barcode" text,
	"brand" text,
	"shelf_life_days" integer,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"scope" text NOT NULL,
	"date" date NOT NULL,
	"kind" text NOT NULL,
	"part" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_managers" (
	"team_code" text NOT NULL,
	"open_id" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "team_managers_team_code_open_id_pk" PRIMARY KEY("team_code","open_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"parent_code" text,
	"chat_id" text,
	"manager_chat_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"open_id" text PRIMARY KEY NOT NULL,
	"union_id" text,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"team_code" text,
	"employee_no" text,
	"mobile" text,
	"email" text,
	"home_lng_gcj" double precision,
	"home_lat_gcj" double precision,
	"locale" text,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"team_code" text NOT NULL,
	"date" date NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"scope" text NOT NULL,
	"month" text NOT NULL,
	"metric" text NOT NULL,
	"product_code" text DEFAULT '' NOT NULL,
	"value" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"date" date NOT NULL,
	"generated_at" timestamp with time zone NOT NULL,
	"frozen_at" timestamp with time zone,
	"total_m" integer DEFAULT 0 NOT NULL,
	"ends_at" text
);
--> statement-breakpoint
CREATE TABLE "plan_stops" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"rep_open_id" text NOT NULL,
	"date" date NOT NULL,
	"customer_code" text NOT NULL,
	"sequence" integer NOT NULL,
	"source" text NOT NULL,
	"reason" jsonb NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"routed" boolean NOT NULL,
	"leg_m" integer,
	"eta" text,
	"counted" boolean DEFAULT false NOT NULL,
	"skip_reason" text,
	"skip_state" text,
	"skip_ruled_by" text,
	"visit_id" uuid
);
--> statement-breakpoint
CREATE TABLE "plan_wishes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"customer_code" text NOT NULL,
	"date" date NOT NULL,
	"source" text NOT NULL,
	"by_open_id" text,
	"note" text,
	"visit_id" uuid,
	"status" text DEFAULT 'waiting' NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_in_intents" (
	"rep_open_id" text PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "location_fixes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"message_id" text NOT NULL,
	"name" text,
	"raw_lng" double precision NOT NULL,
	"raw_lat" double precision NOT NULL,
	"raw_datum" text NOT NULL,
	"lng_gcj" double precision NOT NULL,
	"lat_gcj" double precision NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "location_fixes_messageId_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "visit_notes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid,
	"rep_open_id" text NOT NULL,
	"message_id" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"dismissed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "visit_notes_messageId_unique" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "visit_photos" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid,
	"rep_open_id" text NOT NULL,
	"message_id" text NOT NULL,
	"image_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"kind_by_hand" boolean DEFAULT false NOT NULL,
	"status" text NOT NULL,
	"object_key" text,
	"sha256" text,
	"size" integer,
	"mime" text,
	"card_image_key" text
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rep_open_id" text NOT NULL,
	"customer_code" text NOT NULL,
	"date" date NOT NULL,
	"plan_stop_id" uuid,
	"planned" boolean NOT NULL,
	"status" text NOT NULL,
	"checked_in_at" timestamp with time zone NOT NULL,
	"check_in_fix_id" uuid,
	"location_source" text NOT NULL,
	"location_name" text,
	"distance_m" integer,
	"verdict" text NOT NULL,
	"reason" text,
	"checked_out_at" timestamp with time zone,
	"check_out_fix_id" uuid,
	"check_out_distance_m" integer,
	"dwell_minutes" integer,
	"summary" text,
	"outcome" text,
	"order_amount_fen" bigint,
	"next_step" text,
	"next_visit_on" date,
	"photos_complete" boolean,
	"closed_by" text
);
--> statement-breakpoint
CREATE INDEX "card_messages_message_id_index" ON "card_messages" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "inbound_events_next_try_at_index" ON "inbound_events" USING btree ("next_try_at") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "inbound_events_received_at_index" ON "inbound_events" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "outbox_status_available_at_index" ON "outbox" USING btree ("status","available_at");--> statement-breakpoint
CREATE INDEX "outbox_target_seq_index" ON "outbox" USING btree ("target","seq") WHERE kind <> 'job';--> statement-breakpoint
CREATE INDEX "outbox_cause_id_index" ON "outbox" USING btree ("cause_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_waiting_job" ON "outbox" USING btree ("dedupe_key") WHERE dedupe_key is not null and status in ('pending', 'queued');--> statement-breakpoint
CREATE INDEX "setting_versions_key_scope_version_index" ON "setting_versions" USING btree ("key","scope","version");--> statement-breakpoint
CREATE INDEX "customer_owners_owner_open_id_from_date_index" ON "customer_owners" USING btree ("owner_open_id","from_date");--> statement-breakpoint
CREATE INDEX "customers_owner_open_id_status_index" ON "customers" USING btree ("owner_open_id","status");--> statement-breakpoint
CREATE INDEX "customers_team_code_index" ON "customers" USING btree ("team_code");--> statement-breakpoint
CREATE INDEX "customers_name_lower" ON "customers" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "customers_lat_gcj_lng_gcj_index" ON "customers" USING btree ("lat_gcj","lng_gcj");--> statement-breakpoint
CREATE INDEX "order_lines_product_code_index" ON "order_lines" USING btree ("product_code");--> statement-breakpoint
CREATE INDEX "orders_customer_code_ordered_on_index" ON "orders" USING btree ("customer_code","ordered_on");--> statement-breakpoint
CREATE INDEX "orders_rep_open_id_ordered_on_index" ON "orders" USING btree ("rep_open_id","ordered_on");--> statement-breakpoint
CREATE INDEX "orders_ordered_on_index" ON "orders" USING btree ("ordered_on");--> statement-breakpoint
CREATE INDEX "payments_customer_code_received_on_index" ON "payments" USING btree ("customer_code","received_on");--> statement-breakpoint
CREATE INDEX "payments_received_on_index" ON "payments" USING btree ("received_on");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_days_key" ON "calendar_days" USING btree ("scope","date","kind","part");--> statement-breakpoint
CREATE INDEX "calendar_days_date_index" ON "calendar_days" USING btree ("date");--> statement-breakpoint
CREATE INDEX "team_managers_open_id_index" ON "team_managers" USING btree ("open_id");--> statement-breakpoint
CREATE INDEX "users_team_code_index" ON "users" USING btree ("team_code");--> statement-breakpoint
CREATE INDEX "users_employee_no_index" ON "users" USING btree ("employee_no");--> statement-breakpoint
CREATE INDEX "users_mobile_index" ON "users" USING btree ("mobile");--> statement-breakpoint
CREATE INDEX "users_email_index" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "users_name_index" ON "users" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "digests_kind_team_code_date_index" ON "digests" USING btree ("kind","team_code","date");--> statement-breakpoint
CREATE UNIQUE INDEX "targets_scope_month_metric_product_code_index" ON "targets" USING btree ("scope","month","metric","product_code");--> statement-breakpoint
CREATE UNIQUE INDEX "daily_plans_rep_open_id_date_index" ON "daily_plans" USING btree ("rep_open_id","date");--> statement-breakpoint
CREATE INDEX "daily_plans_date_index" ON "daily_plans" USING btree ("date");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_stops_plan_id_customer_code_index" ON "plan_stops" USING btree ("plan_id","customer_code");--> statement-breakpoint
CREATE INDEX "plan_stops_date_rep_open_id_index" ON "plan_stops" USING btree ("date","rep_open_id");--> statement-breakpoint
CREATE INDEX "plan_stops_customer_code_date_index" ON "plan_stops" USING btree ("customer_code","date");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_wishes_rep_open_id_customer_code_date_source_index" ON "plan_wishes" USING btree ("rep_open_id","customer_code","date","source");--> statement-breakpoint
CREATE INDEX "plan_wishes_date_rep_open_id_index" ON "plan_wishes" USING btree ("date","rep_open_id");--> statement-breakpoint
CREATE INDEX "plan_wishes_visit_id_index" ON "plan_wishes" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "location_fixes_rep_open_id_sent_at_index" ON "location_fixes" USING btree ("rep_open_id","sent_at");--> statement-breakpoint
CREATE INDEX "visit_notes_visit_id_index" ON "visit_notes" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "visit_notes_rep_open_id_created_at_index" ON "visit_notes" USING btree ("rep_open_id","created_at") WHERE visit_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_photos_message_id_image_key_index" ON "visit_photos" USING btree ("message_id","image_key");--> statement-breakpoint
CREATE INDEX "visit_photos_visit_id_index" ON "visit_photos" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "visit_photos_rep_open_id_created_at_index" ON "visit_photos" USING btree ("rep_open_id","created_at") WHERE visit_id is null;--> statement-breakpoint
CREATE INDEX "visit_photos_sha256_index" ON "visit_photos" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "visits_one_open" ON "visits" USING btree ("rep_open_id") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "visits_rep_open_id_date_index" ON "visits" USING btree ("rep_open_id","date");--> statement-breakpoint
CREATE INDEX "visits_customer_code_date_index" ON "visits" USING btree ("customer_code","date");--> statement-breakpoint
CREATE INDEX "visits_date_index" ON "visits" USING btree ("date");