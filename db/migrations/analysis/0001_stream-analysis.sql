CREATE TABLE "analysis"."readings" (
	"analysis_id" uuid NOT NULL,
	"chapter" integer NOT NULL,
	"rows" jsonb NOT NULL,
	CONSTRAINT "pk_readings" PRIMARY KEY("analysis_id","chapter")
);
--> statement-breakpoint
ALTER TABLE "analysis"."analyses" ADD COLUMN "status" text DEFAULT 'COMPLETE' NOT NULL;--> statement-breakpoint
ALTER TABLE "analysis"."analyses" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "analysis"."analyses" ADD COLUMN "chapter_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "analysis"."analyses" ADD COLUMN "chapters_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "analysis"."analyses" AS "a" SET ("chapter_count", "chapters_done") = (SELECT count(*), count(*) FROM "analysis"."chapters" AS "c" WHERE "c"."analysis_id" = "a"."id");--> statement-breakpoint
ALTER TABLE "analysis"."analyses" ALTER COLUMN "status" DROP DEFAULT, ALTER COLUMN "chapter_count" DROP DEFAULT, ALTER COLUMN "chapters_done" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "analysis"."readings" ADD CONSTRAINT "fk_readings_analysis_id" FOREIGN KEY ("analysis_id") REFERENCES "analysis"."analyses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_analyses_run_id" ON "analysis"."analyses" USING btree ("run_id");