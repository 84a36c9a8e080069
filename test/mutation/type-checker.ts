import { type Checker, type CheckResult, CheckStatus } from '@stryker-mutator/api/check';
import type { Mutant, StrykerOptions } from '@stryker-mutator/api/core';
import {
  commonTokens,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import ts from 'typescript';

/** Of style, not of types: a change that leaves something unused is judged by the tests. */
const RELAXED = { noUnusedLocals: false, noUnusedParameters: false, allowUnreachableCode: true };

/**
 * A change that does not compile in its own file is noticed before any test. Stryker's own checker
 * also looks at all that imports the file, which takes a second and more for each change.
 */
function typeChecker({ mutate, tsconfigFile }: StrykerOptions): Checker {
  const { config } = ts.readConfigFile(tsconfigFile, ts.sys.readFile);
  const project = ts.parseJsonConfigFileContent(
    { ...config, files: mutate, include: [] },
    ts.sys,
    process.cwd(),
    RELAXED,
  );
  let changed: { readonly fileName: string; readonly text: string } | undefined;
  let changes = 0;
  const textOf = (file: string) =>
    file === changed?.fileName ? changed.text : ts.sys.readFile(file);
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => project.options,
    getScriptFileNames: () => project.fileNames,
    getScriptVersion: (file) => (file === changed?.fileName ? String(changes) : ''),
    getScriptSnapshot: (file) => {
      const text = textOf(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });

  function errorOf(fileName: string): string | undefined {
    const [first] = [
      ...service.getSyntacticDiagnostics(fileName),
      ...service.getSemanticDiagnostics(fileName),
    ];
    return first && ts.flattenDiagnosticMessageText(first.messageText, '\n');
  }

  function check(mutant: Mutant): CheckResult {
    changed = { fileName: mutant.fileName, text: changedText(mutant) };
    changes += 1;
    const reason = errorOf(mutant.fileName);
    return reason === undefined
      ? { status: CheckStatus.Passed }
      : { status: CheckStatus.CompileError, reason };
  }

  return {
    async init() {
      for (const file of project.fileNames) {
        const reason = errorOf(file);
        if (reason !== undefined) throw new Error(`${file} does not compile: ${reason}`);
      }
    },
    async check(mutants) {
      return Object.fromEntries(mutants.map((mutant) => [mutant.id, check(mutant)]));
    },
  };
}
typeChecker.inject = tokens(commonTokens.options);

function changedText({ fileName, location: { start, end }, replacement }: Mutant): string {
  const text = ts.sys.readFile(fileName) ?? '';
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.ESNext);
  const from = source.getPositionOfLineAndCharacter(start.line, start.column);
  const to = source.getPositionOfLineAndCharacter(end.line, end.column);
  return text.slice(0, from) + replacement + text.slice(to);
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Checker, 'types', typeChecker)];
