CREATE TABLE "consents" (
	"open_id" text NOT NULL,
	"version" text NOT NULL,
	"asked_at" timestamp with time zone,
	"held" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone,
	CONSTRAINT "consents_open_id_version_pk" PRIMARY KEY("open_id","version")
);
