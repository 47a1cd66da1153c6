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

{{/*
Fails where values do not fit together, and says which.
*/}}
{{- define "ml-inference.validateValues" -}}
{{- $problems := list }}
{{- if and (not .Values.metrics.enabled) .Values.serviceMonitor.enabled }}
{{- $problems = append $problems "serviceMonitor.enabled: cannot be true while metrics.enabled is false; set it to false, or set metrics.enabled to true" }}
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not (.Capabilities.APIVersions.Has "monitoring.coreos.com/v1")) }}
{{- $problems = append $problems "serviceMonitor.enabled: needs the API monitoring.coreos.com/v1, which the cluster does not have; install what provides it, or set serviceMonitor.enabled to false; where it has it, list it in cluster.apiVersions of the environment, and give helm template --api-versions monitoring.coreos.com/v1" }}
{{- end }}
{{- if and .Values.metrics.enabled (ne .Values.metrics.port nil) (or (eq (int64 .Values.metrics.port) (int64 .Values.service.targetPort)) (eq (int64 .Values.metrics.port) (int64 .Values.service.port))) }}
{{- $problems = append $problems (printf "metrics.port: port %d is taken by service; leave metrics.port out where the server has its metrics on the HTTP port" (int64 .Values.metrics.port)) }}
{{- end }}
{{- if and .Values.gpu.enabled (hasKey .Values.resources.requests .Values.gpu.type) }}
{{- $problems = append $problems (printf "resources.requests%s: gpu.count sets this resource while gpu.enabled is true; remove it here" (include "ml-inference.keyStep" .Values.gpu.type)) }}
{{- end }}
{{- if and .Values.gpu.enabled (hasKey .Values.resources.limits .Values.gpu.type) }}
{{- $problems = append $problems (printf "resources.limits%s: gpu.count sets this resource while gpu.enabled is true; remove it here" (include "ml-inference.keyStep" .Values.gpu.type)) }}
{{- end }}
{{- if gt (int64 .Values.autoscaling.minReplicas) (int64 .Values.autoscaling.maxReplicas) }}
{{- $problems = append $problems (printf "autoscaling.minReplicas: %d is above autoscaling.maxReplicas (%d); lower it or raise autoscaling.maxReplicas" (int64 .Values.autoscaling.minReplicas) (int64 .Values.autoscaling.maxReplicas)) }}
{{- end }}
{{- if and (eq .Values.model.storage.type "s3") (not .Values.model.storage.s3.bucket) }}
{{- $problems = append $problems "model.storage.s3.bucket: required while model.storage.type is \"s3\"; set it, or change model.storage.type" }}
{{- end }}
{{- if and (eq .Values.model.storage.type "pvc") (not .Values.model.storage.pvc.enabled) (not .Values.model.storage.pvc.existingClaim) }}
{{- $problems = append $problems "model.storage.pvc.existingClaim: type pvc needs a claim; set this to the name of one, or model.storage.pvc.enabled to true to create one" }}
{{- end }}
{{- if and .Values.ingress.enabled (not .Values.ingress.hosts) }}
{{- $problems = append $problems "ingress.hosts: required while ingress.enabled is true; set it, or set ingress.enabled to false" }}
{{- end }}
{{- if and (eq .Values.securityContext.seccompProfile.type "Localhost") (not .Values.securityContext.seccompProfile.localhostProfile) }}
{{- $problems = append $problems "securityContext.seccompProfile.localhostProfile: type Localhost needs the path of a profile below the seccomp folder of the kubelet" }}
{{- end }}
{{- if and .Values.podDisruptionBudget.enabled (eq .Values.podDisruptionBudget.minAvailable nil) (eq .Values.podDisruptionBudget.maxUnavailable nil) }}
{{- $problems = append $problems "podDisruptionBudget.minAvailable: this or podDisruptionBudget.maxUnavailable is required while podDisruptionBudget.enabled is true; set one of them, or set podDisruptionBudget.enabled to false" }}
{{- end }}
{{- if and (ne .Values.podDisruptionBudget.maxUnavailable nil) (ne .Values.podDisruptionBudget.minAvailable nil) }}
{{- $problems = append $problems "podDisruptionBudget.maxUnavailable: not allowed together with podDisruptionBudget.minAvailable; remove one of them (null removes a value)" }}
{{- end }}
{{- if $problems }}
{{- fail (printf "\nThe values of %s do not fit together:\n  %s" .Chart.Name (join "\n  " $problems)) }}
{{- end }}
{{- end }}

{{/*
A key as a step of a path: .key, or ["a key"] where it is no identifier; nothing where there is none.
*/}}
{{- define "ml-inference.keyStep" -}}
{{- if regexMatch "^[A-Za-z_][A-Za-z0-9_]*$" (toString .) }}.{{ . }}
{{- else if kindIs "string" . }}[{{ toRawJson . }}]
{{- end }}
{{- end }}
