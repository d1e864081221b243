CREATE TABLE "media"."assets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"file_id" uuid,
	"media_type" text NOT NULL,
	"byte_size" bigint,
	"provider" text NOT NULL,
	"prompt" text NOT NULL,
	"seed" integer NOT NULL,
	"input_hash" text NOT NULL,
	"alt" text,
	"width" integer,
	"height" integer,
	"duration" double precision,
	"timings" jsonb,
	"scene" jsonb NOT NULL,
	"failure" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ck_assets_ready" CHECK ("media"."assets"."status" <> 'READY' or "media"."assets"."file_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "media"."ended_runs" (
	"run_id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media"."exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"storyboard_id" uuid NOT NULL,
	"run_id" uuid,
	"owner_id" uuid NOT NULL,
	"format" text NOT NULL,
	"aspect" text NOT NULL,
	"height" integer NOT NULL,
	"burn_captions" boolean NOT NULL,
	"status" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"file_id" uuid,
	"byte_size" bigint,
	"duration" double precision,
	"failure" jsonb,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ck_exports_ready" CHECK ("media"."exports"."status" <> 'READY' or "media"."exports"."file_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "media"."export_progress" (
	"export_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"status" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"message" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pk_export_progress" PRIMARY KEY("export_id","seq")
);
--> statement-breakpoint
CREATE TABLE "media"."frames" (
	"id" uuid PRIMARY KEY NOT NULL,
	"storyboard_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"scene_id" uuid NOT NULL,
	"illustration_id" uuid NOT NULL,
	"narration_id" uuid NOT NULL,
	"caption" text NOT NULL,
	"chapter_title" text,
	"duration" double precision NOT NULL,
	"transition" jsonb NOT NULL,
	"camera" jsonb NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"status" text NOT NULL,
	"failure" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media"."known_projects" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "media"."project_access" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "pk_project_access" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "media"."storyboards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"analysis_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"title" text NOT NULL,
	"authors" jsonb NOT NULL,
	"language" text NOT NULL,
	"settings" jsonb NOT NULL,
	"duration" double precision NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "media"."export_progress" ADD CONSTRAINT "fk_export_progress_export_id" FOREIGN KEY ("export_id") REFERENCES "media"."exports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "media"."frames" ADD CONSTRAINT "fk_frames_storyboard_id" FOREIGN KEY ("storyboard_id") REFERENCES "media"."storyboards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_assets_project_id" ON "media"."assets" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_exports_project_id_created_at" ON "media"."exports" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "idx_exports_run_id" ON "media"."exports" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "idx_frames_storyboard_id" ON "media"."frames" USING btree ("storyboard_id","index");--> statement-breakpoint
CREATE INDEX "idx_storyboards_project_id_created_at" ON "media"."storyboards" USING btree ("project_id","created_at");