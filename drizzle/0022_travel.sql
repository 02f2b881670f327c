CREATE TABLE "travel_legs" (
	"provider" text NOT NULL,
	"from_lng" double precision NOT NULL,
	"from_lat" double precision NOT NULL,
	"to_lng" double precision NOT NULL,
	"to_lat" double precision NOT NULL,
	"slot" smallint NOT NULL,
	"seconds" integer,
	"metres" integer,
	"fetched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "travel_legs_provider_from_lng_from_lat_to_lng_to_lat_slot_pk" PRIMARY KEY("provider","from_lng","from_lat","to_lng","to_lat","slot")
);
--> statement-breakpoint
CREATE TABLE "travel_paces" (
	"cell" text NOT NULL,
	"from_minute" integer NOT NULL,
	"factor" double precision NOT NULL,
	"legs" integer NOT NULL,
	"computed_on" date NOT NULL,
	CONSTRAINT "travel_paces_cell_from_minute_pk" PRIMARY KEY("cell","from_minute")
);
--> statement-breakpoint
ALTER TABLE "plan_stops" ADD COLUMN "leg_estimated" boolean;--> statement-breakpoint
CREATE INDEX "travel_legs_fetched_at_index" ON "travel_legs" USING btree ("fetched_at");