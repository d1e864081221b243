ALTER TABLE "analysis"."scenes" ADD COLUMN "summary_sentences" jsonb;--> statement-breakpoint
ALTER TABLE "analysis"."scenes" ADD COLUMN "written_by" text;