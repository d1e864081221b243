{{/* A service's own values over the defaults. Called with (dict "root" $ "name" $name); returns YAML. */}}
{{- define "visiobook.service" -}}
{{- $own := index .root.Values.services .name -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy $own) | toYaml -}}
{{- end -}}

{{/* Name of a service's objects: the release's name stays out of it, so that addresses and secrets can be known beforehand. */}}
{{- define "visiobook.name" -}}
visiobook-{{ . }}
{{- end -}}

{{- define "visiobook.selector" -}}
app.kubernetes.io/name: visiobook-{{ .name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "visiobook.labels" -}}
{{ include "visiobook.selector" . }}
app.kubernetes.io/component: {{ .name }}
app.kubernetes.io/part-of: visiobook
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end -}}

{{/* Address of a service from any namespace of the cluster. */}}
{{- define "visiobook.url" -}}
{{- $service := include "visiobook.service" . | fromYaml -}}
http://visiobook-{{ .name }}.{{ $service.namespace }}.svc.cluster.local:{{ $service.port }}
{{- end -}}

{{/* Environment of a service that is no secret, as YAML. An empty value is an unset one. */}}
{{- define "visiobook.environment" -}}
{{- $root := .root -}}
{{- $service := include "visiobook.service" . | fromYaml -}}
PORT: {{ $service.port | quote }}
SHUTDOWN_GRACE_MS: {{ mul $root.Values.shutdownGraceSeconds 1000 | quote }}
{{- if $service.usesPublicUrl }}
PUBLIC_URL: {{ $root.Values.publicUrl | quote }}
{{- end }}
{{- range $service.neighbours }}
{{ upper . }}_URL: {{ include "visiobook.url" (dict "root" $root "name" .) | quote }}
{{- end }}
{{- range $key, $value := merge (dict) ($service.env | default dict) $root.Values.env }}
{{- if ne (toString $value) "" }}
{{ $key }}: {{ $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "visiobook.image" -}}
{{- $image := .root.Values.image -}}
{{- $tag := $image.tag | default .root.Chart.AppVersion -}}
{{- printf "%s:%s%s" $image.repository $tag (ternary $image.gpuTagSuffix "" .gpu) -}}
{{- end -}}

{{- define "visiobook.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "visiobook.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}
