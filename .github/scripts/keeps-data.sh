#!/usr/bin/env bash
# Reads what `databricks bundle plan -o json` says, and fails if that would delete or make anew what holds data or
# secrets. The command line itself asks no one about a secret scope, and does not protect what is no longer in a file.
#   keeps-data.sh PLAN.json
set -euo pipefail
plan=$1

version=$(jq -r '.plan_version // "none"' "$plan")
if [ "$version" != 2 ]; then
  echo "The plan is of version '$version', which this check does not know (it knows 2). Read it, and teach the check." >&2
  exit 1
fi

lost=$(jq -r '.plan | to_entries[]
  | select(.key | test("^resources[.](catalogs|schemas|volumes|secret_scopes|secrets)[.][^.]+$"))
  | select(.value.action as $action | ["skip", "create", "update", "update_id", "resize"] | index($action) | not)
  | "\(.value.action) \(.key)"' "$plan")
if [ -n "$lost" ]; then
  echo "The plan would lose what cannot be made again:" >&2
  echo "$lost" >&2
  echo "Put the resources back as they were. If they have to go, do that by hand, with their owner." >&2
  exit 1
fi
echo "The plan keeps every catalog, schema, volume and secret scope."
