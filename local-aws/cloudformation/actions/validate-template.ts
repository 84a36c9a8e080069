import type { ValidateTemplateInput, ValidateTemplateOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { bodyOf } from '../deployment.ts';
import { templateBody } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { readTemplate } from '../template/read.ts';
import { capabilityFacts } from '../views/capability-facts.ts';

export const validateTemplate = defineAction<
  CloudFormationState,
  ValidateTemplateInput,
  ValidateTemplateOutput
>({
  rules: { TemplateBody: templateBody },
  unsupported: ['TemplateURL'],
  run(input) {
    const template = readTemplate(bodyOf(input));
    return {
      Parameters: [...template.parameters.values()].map(
        ({ name, defaultValue, noEcho, description }) => ({
          ParameterKey: name,
          ...(defaultValue === undefined ? {} : { DefaultValue: defaultValue }),
          NoEcho: noEcho,
          ...(description === undefined ? {} : { Description: description }),
        }),
      ),
      ...(template.description === undefined ? {} : { Description: template.description }),
      ...capabilityFacts(template),
    };
  },
});
