CREATE TABLE "payment_credit_marks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"customer_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_credits" (
	"payment_code" text NOT NULL,
	"part" integer NOT NULL,
	"order_code" text,
	"open_id" text,
	"customer_code" text NOT NULL,
	"received_on" date NOT NULL,
	"amount_fen" bigint NOT NULL,
	CONSTRAINT "payment_credits_payment_code_part_pk" PRIMARY KEY("payment_code","part")
);
--> statement-breakpoint
CREATE INDEX "payment_credit_marks_customer_code_index" ON "payment_credit_marks" USING btree ("customer_code");--> statement-breakpoint
CREATE INDEX "payment_credits_customer_code_index" ON "payment_credits" USING btree ("customer_code");--> statement-breakpoint
CREATE INDEX "payment_credits_open_id_received_on_index" ON "payment_credits" USING btree ("open_id","received_on");--> statement-breakpoint
CREATE INDEX "payment_credits_order_code_index" ON "payment_credits" USING btree ("order_code");--> statement-breakpoint
CREATE INDEX "payment_credits_received_on_open_id_amount_fen_index" ON "payment_credits" USING btree ("received_on","open_id","amount_fen");