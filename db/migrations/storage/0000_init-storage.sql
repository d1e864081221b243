CREATE TABLE "storage"."documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"title" text NOT NULL,
	"authors" jsonb NOT NULL,
	"language" text NOT NULL,
	"word_count" integer NOT NULL,
	"chapters" jsonb NOT NULL,
	"body_sha256" text NOT NULL,
	"body_bytes" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "storage"."file_projects" (
	"file_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	CONSTRAINT "pk_file_projects" PRIMARY KEY("file_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "storage"."files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"byte_size" bigint NOT NULL,
	"status" text NOT NULL,
	"declared_sha256" text,
	"sha256" text,
	"failure" text,
	"upload_expires_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ck_files_ready_has_bytes" CHECK ("storage"."files"."status" <> 'READY' or "storage"."files"."sha256" is not null),
	CONSTRAINT "ck_files_byte_size" CHECK ("storage"."files"."byte_size" >= 0)
);
--> statement-breakpoint
CREATE TABLE "storage"."project_access" (
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "pk_project_access" PRIMARY KEY("project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "storage"."projects" (
	"project_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL,
	"deleted" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "storage"."documents" ADD CONSTRAINT "fk_documents_file_id" FOREIGN KEY ("file_id") REFERENCES "storage"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storage"."file_projects" ADD CONSTRAINT "fk_file_projects_file_id" FOREIGN KEY ("file_id") REFERENCES "storage"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storage"."project_access" ADD CONSTRAINT "fk_project_access_project_id" FOREIGN KEY ("project_id") REFERENCES "storage"."projects"("project_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idx_documents_file_id" ON "storage"."documents" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "idx_documents_body_sha256" ON "storage"."documents" USING btree ("body_sha256");--> statement-breakpoint
CREATE INDEX "idx_file_projects_project_id" ON "storage"."file_projects" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "idx_files_owner_id" ON "storage"."files" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "idx_files_sha256" ON "storage"."files" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "idx_files_upload_expires_at" ON "storage"."files" USING btree ("upload_expires_at") WHERE "storage"."files"."status" = 'UPLOADING';--> statement-breakpoint
CREATE INDEX "idx_project_access_user_id" ON "storage"."project_access" USING btree ("user_id");