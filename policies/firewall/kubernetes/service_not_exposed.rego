# METADATA
# title: No Service takes external addresses, and load balancers and node ports are meant
# description: |
#   `externalIPs` lets whoever may write a Service take the traffic of any address that is routed to the nodes
#   (CVE-2020-8554), so it fails even where it is declared. A Service of type LoadBalancer or NodePort is a way from
#   outside into the cluster, beside every filter in front of it: each belongs on the list of the parameter. Load
#   balancers that have only internal addresses pass; where that cannot be told from the manifest, the answer is
#   unknown.
# schemas:
#   - input: schema.input
# related_resources:
#   - ref: https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
#   - ref: https://github.com/kubernetes/kubernetes/issues/97076
#     description: CVE-2020-8554
# custom:
#   severity: medium
#   subject: kubernetes-service
#   remediation: |
#     Publish the application through the ingress controller or gateway of the cluster and make the Service ClusterIP.
#     Take externalIPs out, and let the admission plugin DenyServiceExternalIPs refuse them. Where a load balancer or a
#     node port is meant, name the Service in the parameter `declared`, and give a load balancer source ranges.
#   aliases: [k8s-no-external-ip]
#   parameters:
#     declared:
#       default: []
#       description: Services, as namespace/name, that are meant to be a load balancer or a node port.
package policies.firewall.kubernetes.service_not_exposed

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[id] := {"type": service.type, "internal": service.internal, "external_ips": service.external_ips} if {
	some id, service in _services
}

passed[id] := verdict.proof("it is not reached from outside of the cluster", [service.type]) if {
	some id, service in _services
	service.external_ips.value == []
	service.type.value in {"ClusterIP", "ExternalName"}
}

passed[id] := verdict.proof("its load balancer has only internal addresses", [service.internal]) if {
	some id, service in _services
	service.external_ips.value == []
	service.type.value == "LoadBalancer"
	service.internal.value == true
}

passed[id] := verdict.proof($"a {service.type.value} is meant, by the parameter", [service.type]) if {
	some id, service in _services
	service.external_ips.value == []
	_is_published(service)
	service.id in _declared
}

failed[id] := verdict.proof($"it takes the addresses {concat(", ", service.external_ips.value)}", [service.external_ips]) if {
	some id, service in _services
	count(service.external_ips.value) > 0
}

failed[id] := verdict.proof($"it is a {service.type.value}, which is not declared", [service.type]) if {
	some id, service in _services
	service.external_ips.value == []
	_is_published(service)
	every declared in _declared {
		declared != service.id
	}
}

_is_published(service) if service.type.value == "NodePort"

_is_published(service) if {
	service.type.value == "LoadBalancer"
	service.internal.value == false
}

_services[$"service:{service.id}"] := service if some service in input.firewall.kube_services.data.services

_declared := data.parameters["firewall.kubernetes.service_not_exposed"].declared
