CREATE TABLE "analysis"."analyses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"content_hash" text NOT NULL,
	"model_version" text NOT NULL,
	"title" text NOT NULL,
	"language" text NOT NULL,
	"summary" jsonb NOT NULL,
	"models" jsonb NOT NULL,
	"word_count" integer NOT NULL,
	"token_count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analysis"."chapters" (
	"analysis_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"title" text,
	"summary" jsonb NOT NULL,
	"span_start" integer NOT NULL,
	"span_end" integer NOT NULL,
	"scene_count" integer NOT NULL,
	CONSTRAINT "pk_chapters" PRIMARY KEY("analysis_id","index")
);
--> statement-breakpoint
CREATE TABLE "analysis"."characters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"analysis_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb NOT NULL,
	"kind" text NOT NULL,
	"gender" text NOT NULL,
	"age" text NOT NULL,
	"mention_count" integer NOT NULL,
	"importance" double precision NOT NULL,
	"traits" jsonb NOT NULL,
	"looks" jsonb NOT NULL,
	"confidence" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analysis"."ended_runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "analysis"."known_projects" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "analysis"."places" (
	"analysis_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"mention_count" integer NOT NULL,
	CONSTRAINT "pk_places" PRIMARY KEY("analysis_id","index")
);
--> statement-breakpoint
CREATE TABLE "analysis"."project_access" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "pk_project_access" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "analysis"."quotes" (
	"scene_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"span_start" integer NOT NULL,
	"span_end" integer NOT NULL,
	"speaker_id" uuid,
	"confidence" double precision NOT NULL,
	CONSTRAINT "pk_quotes" PRIMARY KEY("scene_id","position")
);
--> statement-breakpoint
CREATE TABLE "analysis"."scene_cast" (
	"scene_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"character_id" uuid NOT NULL,
	CONSTRAINT "pk_scene_cast" PRIMARY KEY("scene_id","position")
);
--> statement-breakpoint
CREATE TABLE "analysis"."scenes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"analysis_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"chapter_index" integer NOT NULL,
	"language" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"span_start" integer NOT NULL,
	"span_end" integer NOT NULL,
	"place_name" text,
	"place_kind" text NOT NULL,
	"time_of_day" text NOT NULL,
	"season" text NOT NULL,
	"weather" text NOT NULL,
	"emotion" text NOT NULL,
	"valence" double precision NOT NULL,
	"arousal" double precision NOT NULL,
	"dominance" double precision NOT NULL,
	"summary" text NOT NULL,
	"visual_prompt" text NOT NULL,
	"props" jsonb NOT NULL,
	"digest" jsonb NOT NULL,
	"sentences" jsonb NOT NULL,
	"confidence" double precision NOT NULL,
	"input_hash" text NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (case language
        when 'fr' then setweight(to_tsvector('pg_catalog.french', translate("title", '“”„«»‹›—–…’‘ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸ', '          '' àâäæçèéêëîïôöœùûüÿ')), 'A')
          || to_tsvector('pg_catalog.french', translate("text", '“”„«»‹›—–…’‘ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸ', '          '' àâäæçèéêëîïôöœùûüÿ'))
        else setweight(to_tsvector('pg_catalog.english', translate("title", '“”„«»‹›—–…’‘ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸ', '          '' àâäæçèéêëîïôöœùûüÿ')), 'A')
          || to_tsvector('pg_catalog.english', translate("text", '“”„«»‹›—–…’‘ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸ', '          '' àâäæçèéêëîïôöœùûüÿ'))
      end) STORED
);
--> statement-breakpoint
ALTER TABLE "analysis"."chapters" ADD CONSTRAINT "fk_chapters_analysis_id" FOREIGN KEY ("analysis_id") REFERENCES "analysis"."analyses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis"."characters" ADD CONSTRAINT "fk_characters_analysis_id" FOREIGN KEY ("analysis_id") REFERENCES "analysis"."analyses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis"."places" ADD CONSTRAINT "fk_places_analysis_id" FOREIGN KEY ("analysis_id") REFERENCES "analysis"."analyses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis"."quotes" ADD CONSTRAINT "fk_quotes_scene_id" FOREIGN KEY ("scene_id") REFERENCES "analysis"."scenes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis"."scene_cast" ADD CONSTRAINT "fk_scene_cast_scene_id" FOREIGN KEY ("scene_id") REFERENCES "analysis"."scenes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis"."scene_cast" ADD CONSTRAINT "fk_scene_cast_character_id" FOREIGN KEY ("character_id") REFERENCES "analysis"."characters"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "analysis"."scenes" ADD CONSTRAINT "fk_scenes_analysis_id" FOREIGN KEY ("analysis_id") REFERENCES "analysis"."analyses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_analyses_project_id_used_at" ON "analysis"."analyses" USING btree ("project_id","used_at");--> statement-breakpoint
CREATE INDEX "idx_characters_analysis_id" ON "analysis"."characters" USING btree ("analysis_id","index");--> statement-breakpoint
CREATE INDEX "idx_quotes_speaker_id" ON "analysis"."quotes" USING btree ("speaker_id","span_start");--> statement-breakpoint
CREATE INDEX "idx_scene_cast_character_id" ON "analysis"."scene_cast" USING btree ("character_id");--> statement-breakpoint
CREATE INDEX "idx_scenes_analysis_id" ON "analysis"."scenes" USING btree ("analysis_id","index");--> statement-breakpoint
CREATE INDEX "idx_scenes_search" ON "analysis"."scenes" USING gin ("search");