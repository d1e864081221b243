CREATE TABLE "analysis"."scene_passages" (
	"scene_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"analysis_id" uuid NOT NULL,
	"model" text NOT NULL,
	"span_start" integer NOT NULL,
	"span_end" integer NOT NULL,
	"vector" "bytea" NOT NULL,
	CONSTRAINT "pk_scene_passages" PRIMARY KEY("scene_id","position")
);
--> statement-breakpoint
ALTER TABLE "analysis"."scene_passages" ADD CONSTRAINT "fk_scene_passages_scene_id" FOREIGN KEY ("scene_id") REFERENCES "analysis"."scenes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_scene_passages_analysis_id" ON "analysis"."scene_passages" USING btree ("analysis_id");