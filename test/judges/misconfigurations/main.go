// Judges manifests by the checks for misconfigured objects that come with Trivy: what containers may do and share with
// their node, resources, probes, images, volumes, secrets in plain sight, services that anybody reaches.
//
//	GOEXPERIMENT=jsonv2 go run . <folder with manifests>...
package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"sort"

	"github.com/aquasecurity/trivy/pkg/iac/rego"
	"github.com/aquasecurity/trivy/pkg/iac/scanners/kubernetes"
)

// exempted are the checks that nothing is judged by, and why.
var exempted = map[string]string{
	"KSV-0125":  "takes every registry but those of a list of its own for untrusted; which ones are trusted is for the cluster to say",
	"KSV-01010": "takes settings for secrets by their names, such as CACHE_PORT and JSON_SORT_KEYS",
}

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: misconfigurations <folder with manifests>...")
		os.Exit(2)
	}
	status := 0
	for _, folder := range os.Args[1:] {
		findings, passed, err := judge(os.DirFS(folder))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		for _, finding := range findings {
			fmt.Println(finding)
		}
		fmt.Printf("%d checks passed: %d findings\n", passed, len(findings))
		if len(findings) > 0 || passed == 0 {
			status = 1
		}
	}
	os.Exit(status)
}

// judge gives what the checks find in the manifests of a folder, and how many of them found nothing.
func judge(folder fs.FS) ([]string, int, error) {
	scanner := kubernetes.NewScanner(rego.WithEmbeddedPolicies(true), rego.WithEmbeddedLibraries(true))
	results, err := scanner.ScanFS(context.Background(), folder, ".")
	if err != nil {
		return nil, 0, err
	}
	findings := []string{}
	for _, failed := range results.GetFailed() {
		if _, isExempted := exempted[failed.Rule().ID]; isExempted {
			continue
		}
		findings = append(findings, fmt.Sprintf("%s: %s %s: %s",
			failed.Metadata().Range(), failed.Severity(), failed.Rule().ID, failed.Description()))
	}
	sort.Strings(findings)
	return findings, len(results.GetPassed()), nil
}
