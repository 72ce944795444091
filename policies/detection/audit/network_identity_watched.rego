# METADATA
# title: Changes of the host name and of the network's configuration are audited
# description: |
#   A machine that takes another name or other routes tells its log under a wrong name. Asked for are
#   sethostname and setdomainname for both word sizes and writes to the files that hold names and interfaces;
#   folders that this system does not have are out of scope.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://man7.org/linux/man-pages/man8/auditctl.8.html
# custom:
#   severity: low
#   subject: system-call-or-path
#   remediation: |
#     Add `-a always,exit -F arch=b64 -S sethostname,setdomainname -k system-locale`, again with b32, and `-w PATH
#     -p wa -k system-locale` for each of /etc/issue, /etc/issue.net, /etc/hosts, /etc/networks, /etc/hostname and
#     /etc/network (on RHEL also /etc/sysconfig/network-scripts) that is there.
#   aliases: [audit-network]
package policies.detection.audit.network_identity_watched

import data.policies.lib.audit
import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide_scoped(subjects, not_applicable, passed, failed)

subjects := audit.facts(_events)

passed := audit.recorded(_events)

failed := audit.missed(_events)

not_applicable := audit.out_of_scope(_events)

_events := audit.events([one | some one in input.host.audit_coverage.data.events], "network")
