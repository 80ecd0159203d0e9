#!/usr/bin/env bash
# Carries out a plan, and makes sure that the jar in the workspace is the one that was verified. Command lines up to
# 1.13 remove the jar when they carry out a plan, and do not put it back.
#   deploy-planned.sh TARGET PLAN.json JAR
set -euo pipefail
target=$1 plan=$2 jar=$3

databricks bundle deploy --target "$target" --plan "$plan"

folder=$(databricks bundle validate --target "$target" --output json | jq -er .workspace.artifact_path)/.internal
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

there() {
  rm -f "$work/there.jar"
  databricks workspace export "$folder/$(basename "$jar")" --file "$work/there.jar" 2>"$work/said" && cmp -s "$work/there.jar" "$jar"
}

if ! there; then
  echo "The jar is not in the workspace as it was verified, so it is put there."
  mkdir "$work/jar"
  cp "$jar" "$work/jar/"
  databricks workspace import-dir "$work/jar" "$folder" --overwrite
  there || { cat "$work/said" >&2; echo "'$folder' does not hold the jar that was verified, so the job cannot run. Deploy again." >&2; exit 1; }
fi
echo "The jar in the workspace is the one that was verified: $(sha256sum "$jar" | cut -c1-16)"
