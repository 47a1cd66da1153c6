package main

import (
	"encoding/json"
	"log/slog"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql/parser"
)

// ruleProblems gives what Prometheus would refuse in the rules: expressions, durations, labels, annotations.
func ruleProblems(rule *monitoringv1.PrometheusRule) []error {
	// JSON is YAML, and the groups of the resource have the form of a rules file.
	content, err := json.Marshal(rule.Spec)
	if err != nil {
		return []error{err}
	}
	_, problems := rulefmt.Parse(content, false, model.LegacyValidation, parser.NewParser(parser.Options{}), slog.Default())
	return problems
}
