CREATE TABLE "import_files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"message_id" text NOT NULL,
	"file_key" text NOT NULL,
	"by_open_id" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"kind" text
);
--> statement-breakpoint
CREATE TABLE "greetings" (
	"open_id" text PRIMARY KEY NOT NULL,
	"date" date NOT NULL
);
--> statement-breakpoint
CREATE INDEX "import_files_by_open_id_sent_at_index" ON "import_files" USING btree ("by_open_id","sent_at");