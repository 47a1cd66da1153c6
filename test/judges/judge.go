package main

import (
	"fmt"
	"slices"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	"k8s.io/apimachinery/pkg/util/yaml"
	kubernetes "k8s.io/client-go/kubernetes/scheme"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	gatewayv1 "sigs.k8s.io/gateway-api/apis/v1"
)

// A judge collects what is wrong with the objects that it is given.
type judge struct {
	decoder      runtime.Decoder
	podSecurity  policy.Evaluator
	objects      int
	pods         int
	findings     []string
	unknownKinds map[string]struct{}
}

func newJudge() (*judge, error) {
	scheme := runtime.NewScheme()
	for _, addToScheme := range []func(*runtime.Scheme) error{
		kubernetes.AddToScheme,
		monitoringv1.AddToScheme,
		gatewayv1.Install,
	} {
		if err := addToScheme(scheme); err != nil {
			return nil, err
		}
	}
	podSecurity, err := policy.NewEvaluator(policy.DefaultChecks(), nil)
	if err != nil {
		return nil, err
	}
	return &judge{
		decoder:      serializer.NewCodecFactory(scheme, serializer.EnableStrict).UniversalDeserializer(),
		podSecurity:  podSecurity,
		unknownKinds: map[string]struct{}{},
	}, nil
}

func (j *judge) judge(file string, document []byte) {
	j.objects++
	object, _, err := j.decoder.Decode(document, nil, nil)
	if runtime.IsNotRegisteredError(err) {
		// YAML that is to be recognised comes back without its kind.
		var meta metav1.TypeMeta
		if err := yaml.Unmarshal(document, &meta); err != nil {
			j.find(file, err.Error())
			return
		}
		j.unknownKinds[meta.GroupVersionKind().GroupKind().String()] = struct{}{}
		return
	}
	if err != nil {
		j.find(file, err.Error())
		return
	}
	if rule, ok := object.(*monitoringv1.PrometheusRule); ok {
		for _, problem := range ruleProblems(rule) {
			j.find(file, "Prometheus: "+problem.Error())
		}
	}
	template := podTemplate(object)
	if template == nil {
		return
	}
	j.pods++
	restricted := api.LevelVersion{Level: api.LevelRestricted, Version: api.LatestVersion()}
	for _, result := range j.podSecurity.EvaluatePod(restricted, &template.ObjectMeta, &template.Spec) {
		if !result.Allowed {
			j.find(file, fmt.Sprintf("Pod Security restricted: %s: %s", result.ForbiddenReason, result.ForbiddenDetail))
		}
	}
}

func (j *judge) find(file string, finding string) {
	j.findings = append(j.findings, fmt.Sprintf("%s: %s", file, finding))
}

func (j *judge) sortedUnknownKinds() []string {
	kinds := make([]string, 0, len(j.unknownKinds))
	for kind := range j.unknownKinds {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}
