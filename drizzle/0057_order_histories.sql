CREATE TABLE "order_histories" (
	"customer_code" text PRIMARY KEY NOT NULL,
	"orders" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_history_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "order_history_marks_customer_code_index" ON "order_history_marks" USING btree ("customer_code");