package policies.lib.cluster_test

import data.policies.lib.cluster

_at := {"file": "rbac.yaml", "line": 2}

_subject(extra) := object.union(object.remove(_plain, object.keys(extra)), extra)

_plain := {"id": "service:ops/deploy", "name": "ops/deploy", "at": _at, "admin": false, "whole": {"value": true, "at": _at}, "powers": []}

_access(extra) := {"flag": "complete", "data": {"subjects": [_subject(extra)]}}

_power := {"power": "exec-proxy", "role": "debug", "scope": "cluster", "text": "create on pods/exec", "at": _at}

test_a_power_is_found_and_told if {
	found := cluster.holding(_access({"powers": [_power]}), "exec-proxy", [])
	found["service:ops/deploy"].message == "create on pods/exec in the whole cluster by debug"
	count(cluster.without(_access({"powers": [_power]}), "exec-proxy", [])) == 0
}

test_another_power_does_not_count if {
	count(cluster.holding(_access({"powers": [_power]}), "secret-read", [])) == 0
	count(cluster.without(_access({"powers": [_power]}), "secret-read", [])) == 1
}

test_declared_by_any_name[name] if {
	some name in ["ops/deploy", "service:ops/deploy", "OPS/*", "*"]
	cluster.without(_access({"powers": [_power]}), "exec-proxy", [name])["service:ops/deploy"].message == "declared"
	count(cluster.holding(_access({"powers": [_power]}), "exec-proxy", [name])) == 0
}

test_an_unknown_role_proves_nothing if {
	access := _access({"whole": {"unknown": "not given", "at": _at}})
	count(cluster.without(access, "exec-proxy", [])) == 0
	count(cluster.holding(access, "exec-proxy", [])) == 0
	count(cluster.not_admins(access, [])) == 0
	count(cluster.subjects(access)) == 1
}

test_holders_of_everything_are_judged_once if {
	access := _access({"admin": true, "powers": [object.union(_power, {"power": "cluster-admin", "text": "everything"})]})
	count(cluster.subjects(access)) == 0
	count(cluster.admins(access, [])) == 1
	cluster.not_admins(access, ["ops/deploy"])["service:ops/deploy"].message == "declared"
}
