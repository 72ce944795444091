# METADATA
# title: Each kernel parameter that a file sets has that value now
# description: |
#   A value that was changed by hand is lost at the next boot, and one that a file sets but the kernel does not
#   have was never loaded: what is tested is not what will run. Only keys that a file sets are judged, on a
#   running machine. The kernel lowers perf_event_max_sample_rate on its own, so that it is left out.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man5/sysctl.d.5.html
#     description: sysctl.d(5)
#   - ref: https://man7.org/linux/man-pages/man8/sysctl.8.html
#     description: sysctl(8)
# custom:
#   severity: low
#   subject: kernel-parameter
#   remediation: >-
#     Run `sysctl --system` to load the files, or put the value that is wanted into /etc/sysctl.d. Where a
#     program (ufw, a container runtime, tuned) sets the key later, set it there.
#   aliases: [sysctl-live-equals-kept]
package policies.host.sysctl.live_equals_kept

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[key.id] := {"boot": key.at_boot, "live": key.live} if {
	some key in input.host.sysctl.data.keys
	input.host.sysctl.data.live == true
	key.assumed == false
	key.supported == true
	key.id != "kernel.perf_event_max_sample_rate"
}

passed[id] := verdict.proof($"{facts.live.value} now and at boot", [facts.live, facts.boot]) if {
	some id, facts in subjects
	_number(facts.live.value) == _number(facts.boot.value)
}

failed[id] := verdict.proof($"{facts.live.value} now, {facts.boot.value} at boot", [facts.live, facts.boot]) if {
	some id, facts in subjects
	_number(facts.live.value) != _number(facts.boot.value)
}

# The kernel writes numbers without leading zeros; hexadecimal ones of a file are left alone.
_number(text) := to_number(text) if regex.match(`^-?[0-9]{1,15}$`, text)

_number(text) := text if regex.match(`^-?[0-9]{1,15}$|^0[xX]`, text) == false
