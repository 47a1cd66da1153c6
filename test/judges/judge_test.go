package main

import (
	"strings"
	"testing"
)

const restrictedPod = `
apiVersion: v1
kind: Pod
metadata: { name: restricted }
spec:
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: main
      image: example:1
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`

const alertingRule = `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: rules }
spec:
  groups: [{ name: group, rules: [{ alert: Alert, expr: "up == 0", for: 5m }] }]
`

const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: route }
spec:
  parentRefs: [{ name: gateway }]
  rules:
    - matches: [{ path: { type: PathPrefix, value: /v1 } }]
      backendRefs: [{ name: service, port: 80, weight: 90 }, { name: service-canary, port: 80, weight: 10 }]
      timeouts: { request: 300s }
`

func TestJudge(t *testing.T) {
	for name, test := range map[string]struct {
		document string
		finding  string
	}{
		"a restricted pod":      {document: restrictedPod},
		"a misspelt field":      {strings.Replace(restrictedPod, "image:", "imgae:", 1), `unknown field "spec.containers[0].imgae"`},
		"a field that is twice": {restrictedPod + "      image: other:1\n", `already set`},
		"a field of wrong type": {strings.Replace(restrictedPod, "image: example:1", "image: [1]", 1), "cannot unmarshal"},
		"privilege escalation":  {strings.Replace(restrictedPod, "allowPrivilegeEscalation: false, ", "", 1), "allowPrivilegeEscalation != false"},
		"capabilities":          {strings.Replace(restrictedPod, "drop: [ALL]", "drop: []", 1), "unrestricted capabilities"},
		"a user that is root":   {strings.Replace(restrictedPod, "runAsNonRoot: true", "runAsUser: 0", 1), "runAsNonRoot != true"},
		"a rule":                {document: alertingRule},
		"a wrong expression":    {strings.Replace(alertingRule, "up == 0", "up == ", 1), "could not parse expression"},
		"a wrong duration":      {strings.Replace(alertingRule, "5m", "5x", 1), `unknown unit "x" in duration`},
		"a route":               {document: route},
		"a misspelt weight":     {strings.Replace(route, "weight: 90", "wieght: 90", 1), `unknown field "spec.rules[0].backendRefs[0].wieght"`},
		"no kind":               {"metadata: { name: pod }", "Kind"},
	} {
		t.Run(name, func(t *testing.T) {
			judge, err := newJudge()
			if err != nil {
				t.Fatal(err)
			}
			judge.judge("file.yaml", []byte(test.document))
			findings := strings.Join(judge.findings, "\n")
			if test.finding == "" && findings != "" || !strings.Contains(findings, test.finding) {
				t.Errorf("expected %q, found %q", test.finding, findings)
			}
		})
	}
}

func TestKindsWithoutAType(t *testing.T) {
	judge, err := newJudge()
	if err != nil {
		t.Fatal(err)
	}
	judge.judge("file.yaml", []byte("apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: { name: scaled }\n"))
	if kinds := strings.Join(judge.sortedUnknownKinds(), " "); kinds != "ScaledObject.keda.sh" || len(judge.findings) > 0 {
		t.Errorf("expected ScaledObject.keda.sh to be told, found %q and %v", kinds, judge.findings)
	}
}
