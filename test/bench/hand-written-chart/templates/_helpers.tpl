{{/*
Name of the chart, unless the values override it.
*/}}
{{- define "ml-inference.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
Name of the objects: release and chart, or the release alone where it says both.
*/}}
{{- define "ml-inference.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{/*
Labels of all objects.
*/}}
{{- define "ml-inference.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "ml-inference.podLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/*
Labels of the pods, besides those of the values.
*/}}
{{- define "ml-inference.podLabels" -}}
{{ include "ml-inference.selectorLabels" . }}
model-framework: {{ .Values.model.framework }}
model-name: {{ .Values.model.name }}
model-version: {{ .Values.model.version | quote }}
{{- end }}

{{/*
Labels to select the pods by.
*/}}
{{- define "ml-inference.selectorLabels" -}}
app.kubernetes.io/name: {{ include "ml-inference.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/*
Name of the service account.
*/}}
{{- define "ml-inference.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "ml-inference.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/*
One check of the server's health; its values are the context.
*/}}
{{- define "ml-inference.probe" -}}
httpGet:
  path: {{ .path }}
  port: {{ .port | default "http" }}
initialDelaySeconds: {{ .initialDelaySeconds }}
periodSeconds: {{ .periodSeconds }}
timeoutSeconds: {{ .timeoutSeconds }}
failureThreshold: {{ .failureThreshold }}
{{- end }}
