package main

import (
	"strings"
	"testing"
	"testing/fstest"
)

const configMap = `
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: ml }
data: { CACHE_PORT: "6379" }
`

const pod = `
apiVersion: v1
kind: Pod
metadata: { name: pod, namespace: ml }
spec:
  containers:
    - name: main
      image: example:latest
      securityContext: { privileged: true }
`

func TestJudge(t *testing.T) {
	for name, test := range map[string]struct {
		document string
		findings []string
	}{
		"settings that are no secrets": {configMap, nil},
		"a privileged pod":             {pod, []string{"HIGH KSV-0017", "MEDIUM KSV-0013", "KSV-0001", "KSV-0014"}},
	} {
		t.Run(name, func(t *testing.T) {
			found, passed, err := judge(fstest.MapFS{"file.yaml": {Data: []byte(test.document)}})
			if err != nil {
				t.Fatal(err)
			}
			findings := strings.Join(found, "\n")
			if len(test.findings) == 0 && findings != "" {
				t.Errorf("expected nothing, found %q", findings)
			}
			for _, expected := range test.findings {
				if !strings.Contains(findings, expected) {
					t.Errorf("expected %q, found %q", expected, findings)
				}
			}
			if passed == 0 {
				t.Error("nothing was checked")
			}
		})
	}
}
