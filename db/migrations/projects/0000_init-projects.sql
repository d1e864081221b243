CREATE TABLE "projects"."generation_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"preset_id" text NOT NULL,
	"settings" jsonb NOT NULL,
	"formats" jsonb NOT NULL,
	"status" text NOT NULL,
	"failure" jsonb,
	"seq" integer DEFAULT 0 NOT NULL,
	"resends" integer DEFAULT 0 NOT NULL,
	"last_report_at" timestamp with time zone NOT NULL,
	"expected_finish_at" timestamp with time zone,
	"trace" jsonb NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects"."project_activity" (
	"project_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"message" text NOT NULL,
	"actor_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_project_activity" PRIMARY KEY("project_id","seq")
);
--> statement-breakpoint
CREATE TABLE "projects"."project_members" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pk_project_members" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "projects"."projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"language" text,
	"status" text NOT NULL,
	"file_id" uuid,
	"document_id" uuid,
	"access_revision" integer DEFAULT 1 NOT NULL,
	"activity_seq" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects"."run_progress" (
	"run_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"stage" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"percent" double precision NOT NULL,
	"run_status" text NOT NULL,
	"message" text,
	"scene_id" uuid,
	"trace" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "pk_run_progress" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "projects"."run_stages" (
	"run_id" uuid NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"percent" double precision NOT NULL,
	"reused" boolean NOT NULL,
	"message" text,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "pk_run_stages" PRIMARY KEY("run_id","name")
);
--> statement-breakpoint
CREATE TABLE "projects"."run_units" (
	"run_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"unit" text NOT NULL,
	"status" text NOT NULL,
	"scene_id" uuid,
	"input_hash" text,
	"title" text,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"output" jsonb,
	"attempt" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pk_run_units" PRIMARY KEY("run_id","stage","unit")
);
--> statement-breakpoint
ALTER TABLE "projects"."generation_runs" ADD CONSTRAINT "fk_generation_runs_project_id" FOREIGN KEY ("project_id") REFERENCES "projects"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects"."project_activity" ADD CONSTRAINT "fk_project_activity_project_id" FOREIGN KEY ("project_id") REFERENCES "projects"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects"."project_members" ADD CONSTRAINT "fk_project_members_project_id" FOREIGN KEY ("project_id") REFERENCES "projects"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects"."run_progress" ADD CONSTRAINT "fk_run_progress_run_id" FOREIGN KEY ("run_id") REFERENCES "projects"."generation_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects"."run_stages" ADD CONSTRAINT "fk_run_stages_run_id" FOREIGN KEY ("run_id") REFERENCES "projects"."generation_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects"."run_units" ADD CONSTRAINT "fk_run_units_run_id" FOREIGN KEY ("run_id") REFERENCES "projects"."generation_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_generation_runs_project_id" ON "projects"."generation_runs" USING btree ("project_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "idx_generation_runs_active" ON "projects"."generation_runs" USING btree ("project_id") WHERE "projects"."generation_runs"."status" in ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "idx_generation_runs_last_report_at" ON "projects"."generation_runs" USING btree ("last_report_at") WHERE "projects"."generation_runs"."status" in ('QUEUED', 'RUNNING');--> statement-breakpoint
CREATE INDEX "idx_project_members_user_id" ON "projects"."project_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "idx_projects_owner_id" ON "projects"."projects" USING btree ("owner_id");