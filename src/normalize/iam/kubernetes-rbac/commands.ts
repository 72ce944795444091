/** The commands that produce what this source reads. */
export const KUBERNETES_COMMANDS = {
  roles: 'kubectl get clusterroles,roles -A -o yaml > roles.yaml',
  bindings: 'kubectl get clusterrolebindings,rolebindings -A -o yaml > bindings.yaml',
  serviceAccounts: 'kubectl get serviceaccounts -A -o yaml > serviceaccounts.yaml',
  workloads: 'kubectl get pods,deployments,statefulsets,daemonsets,jobs,cronjobs -A -o yaml > workloads.yaml',
} as const;
