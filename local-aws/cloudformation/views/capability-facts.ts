import { type Capability, requiredCapability } from '../template/capabilities.ts';
import type { Template } from '../template/template.ts';

/** What ValidateTemplate and GetTemplateSummary say of the capabilities that a template needs. */
export function capabilityFacts(template: Template): {
  Capabilities?: Capability[];
  CapabilitiesReason?: string;
} {
  const required = requiredCapability(template);
  if (required === undefined) return {};
  return {
    Capabilities: [required.capability],
    CapabilitiesReason: `The following resource(s) require capabilities: [${required.types.join(', ')}]`,
  };
}
