// Judges manifests with the code that a Kubernetes API server runs: every object must be one that the API's own types
// decode without an unknown or repeated field, and every pod, those of jobs and hooks included, must be one that the
// admission of Pod Security "restricted" lets in. Prometheus' own parser reads the alerting rules.
//
//	go run . <folder with manifests>...
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: judges <folder with manifests>...")
		os.Exit(2)
	}
	judge, err := newJudge()
	if err == nil {
		err = forEachObject(os.Args[1:], judge.judge)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, finding := range judge.findings {
		fmt.Println(finding)
	}
	fmt.Printf("%d objects, %d pods: %d findings\n", judge.objects, judge.pods, len(judge.findings))
	if len(judge.unknownKinds) > 0 {
		fmt.Printf("kinds without a type here, whose fields were not judged: %v\n", judge.sortedUnknownKinds())
	}
	if len(judge.findings) > 0 || judge.objects == 0 {
		os.Exit(1)
	}
}
