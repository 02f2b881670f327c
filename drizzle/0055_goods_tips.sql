CREATE TABLE "goods_tips" (
	"visit_id" uuid NOT NULL,
	"product_code" text NOT NULL,
	"place" smallint NOT NULL,
	"likes" integer NOT NULL,
	"buyers" integer NOT NULL,
	CONSTRAINT "goods_tips_visit_id_product_code_pk" PRIMARY KEY("visit_id","product_code")
);
