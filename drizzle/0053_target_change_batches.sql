ALTER TABLE "target_changes" ADD COLUMN "batch" uuid;--> statement-breakpoint
CREATE INDEX "target_changes_batch_index" ON "target_changes" USING btree ("batch");