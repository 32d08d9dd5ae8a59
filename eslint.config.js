import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

const impure = [{ name: 'console', message: 'stdout belongs to src/main.ts and src/cli' }];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'out',
      'node_modules',
      'coverage',
      'reports',
      'test/fixtures',
      'eslint.config.js',
      '.dependency-cruiser.cjs',
      'mutation/*.mjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-globals': ['error', ...impure],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: [
      'src/core/**',
      'src/app/**',
      'src/helpdesk/**',
      'src/output/**',
      'src/store/**',
      'src/daemon/**',
      'src/config/**',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'the clock is injected' },
        { object: 'Math', property: 'random', message: 'randomness is injected' },
        { object: 'process', property: 'env', message: 'the environment is read in src/main.ts' },
        { object: 'DateTime', property: 'now', message: 'the clock is injected' },
        { object: 'DateTime', property: 'local', message: 'name the zone' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'the clock is injected',
        },
        { selector: 'ExportDefaultDeclaration', message: 'named exports only' },
        { selector: 'TSEnumDeclaration', message: 'use a union' },
      ],
    },
  },
  {
    files: ['src/core/**', 'src/app/**', 'src/helpdesk/helpdesk.ts', 'src/store/store.ts'],
    // A schema and its type share one name and one docstring.
    ignores: ['src/core/regulation/schema/**'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
        },
      ],
    },
  },
  {
    files: ['src/main.ts', 'src/cli/**', 'src/simulator/**', 'test/**', 'bench/**', 'scripts/**'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    files: ['test/**', 'bench/**', 'scripts/**', 'src/simulator/**', '*.config.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      'jsdoc/require-jsdoc': 'off',
    },
  },
);
