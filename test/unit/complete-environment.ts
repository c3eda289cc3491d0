/** All a process of production must be told. */
export const completeEnvironment = {
  LIPEI_DATABASE_URL: 'postgres://lipei_worker@database:5432/lipei',
  LIPEI_DATA_KEYS: 'k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  LIPEI_INDEX_KEY: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
  LIPEI_POLICY_URL: 'http://policy',
  LIPEI_MESSAGES_URL: 'http://messages',
  LIPEI_BANK_URL: 'http://bank',
  LIPEI_FRAUD_URL: 'http://fraud',
  LIPEI_SCREENING_URL: 'http://screening',
  LIPEI_TAX_URL: 'http://tax',
  LIPEI_WORKFLOW_BUNDLE: '/lipei/dist/workflow-bundle.js',
}
