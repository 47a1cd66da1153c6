{{/*
The name of the chart.
*/}}
{{- define "ml-inference.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
The name of this release's objects: <release>-<chart>, or only the release's name where that contains the chart's.
*/}}
{{- define "ml-inference.fullname" -}}
{{- include "ml-inference.resourceName" (list . "") }}
{{- end }}

{{/*
The same with a suffix: include "ml-inference.resourceName" (list . "suffix"). Names longer than 63 characters are cut
before the suffix; a hash of the whole name keeps those apart that begin alike.
*/}}
{{- define "ml-inference.resourceName" -}}
{{- $root := first . }}
{{- $suffix := last . | printf "-%s" | trimSuffix "-" }}
{{- $name := $root.Values.nameOverride | default $root.Chart.Name }}
{{- $fullname := printf "%s-%s" $root.Release.Name $name }}
{{- if contains $name $root.Release.Name }}
{{- $fullname = $root.Release.Name }}
{{- end }}
{{- $fullname = $root.Values.fullnameOverride | default $fullname }}
{{- if gt (add (len $fullname) (len $suffix)) 63 }}
{{- $hash := sha256sum $fullname | trunc 8 }}
{{- $fullname = printf "%s-%s" ($fullname | trunc (sub 54 (len $suffix) | int) | trimSuffix "-") $hash }}
{{- end }}
{{- printf "%s%s" $fullname $suffix }}
{{- end }}

{{/*
Chart name and version, as the label helm.sh/chart has them.
*/}}
{{- define "ml-inference.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/*
The labels of every object.
*/}}
{{- define "ml-inference.labels" -}}
helm.sh/chart: {{ include "ml-inference.chart" . | quote }}
{{ include "ml-inference.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- if .Values.model.framework }}
model-framework: {{ .Values.model.framework | quote }}
{{- end }}
model-name: {{ .Values.model.name | quote }}
model-version: {{ .Values.model.version | quote }}
{{- end }}

{{/*
The labels that select the pods of this release.
*/}}
{{- define "ml-inference.selectorLabels" -}}
app.kubernetes.io/name: {{ include "ml-inference.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end }}

{{/*
The service account name.
*/}}
{{- define "ml-inference.serviceAccountName" -}}
{{- if or .Values.serviceAccount.create .Values.serviceAccount.name }}
{{- .Values.serviceAccount.name | default (include "ml-inference.fullname" .) }}
{{- else }}
{{- "default" }}
{{- end }}
{{- end }}
