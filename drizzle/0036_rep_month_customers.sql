CREATE TABLE "rep_month_customers" (
	"open_id" text NOT NULL,
	"month" date NOT NULL,
	"customer_code" text NOT NULL,
	"first_on" date NOT NULL,
	CONSTRAINT "rep_month_customers_open_id_month_customer_code_pk" PRIMARY KEY("open_id","month","customer_code")
);
--> statement-breakpoint
ALTER TABLE "rep_days" ADD COLUMN "collected_fen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "rep_month_customers_month_open_id_customer_code_first_on_index" ON "rep_month_customers" USING btree ("month","open_id","customer_code","first_on");--> statement-breakpoint
CREATE INDEX "rep_month_customers_open_id_first_on_index" ON "rep_month_customers" USING btree ("open_id","first_on");--> statement-breakpoint
CREATE INDEX "payments_order_code_index" ON "payments" USING btree ("order_code") WHERE order_code is not null;