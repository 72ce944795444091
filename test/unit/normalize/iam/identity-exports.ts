import { gcpIam } from '../../../../src/normalize/iam/gcp-iam/format.ts';
import { googleWorkspace } from '../../../../src/normalize/iam/google-workspace/format.ts';
import { keycloak } from '../../../../src/normalize/iam/keycloak/format.ts';
import { okta } from '../../../../src/normalize/iam/okta/format.ts';

/** The formats of these tests. */
export const IDENTITY_FORMATS = [gcpIam, googleWorkspace, keycloak, okta] as const;
