import type { ValidateTemplateCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { bodyOf } from '../deployment.ts';
import { templateBody } from '../rules.ts';
import { capabilityFacts } from '../template/capabilities.ts';
import { readTemplate } from '../template/read.ts';

export const validateTemplate = define<ValidateTemplateCommand>({
  rules: { TemplateBody: templateBody },
  unsupported: ['TemplateURL'],
  run(input) {
    const template = readTemplate(bodyOf(input));
    return {
      Parameters: [...template.parameters.values()].map((parameter) => ({
        ParameterKey: parameter.name,
        DefaultValue: parameter.defaultValue,
        NoEcho: parameter.noEcho,
        Description: parameter.description,
      })),
      Description: template.description,
      ...capabilityFacts(template),
    };
  },
});
