CREATE TABLE "digest_acks" (
	"team_code" text NOT NULL,
	"date" date NOT NULL,
	"point" text NOT NULL,
	"by_open_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "digest_acks_team_code_date_point_pk" PRIMARY KEY("team_code","date","point")
);
