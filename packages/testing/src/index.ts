export { migrateForTests, TEST_PASSWORD } from './migrate-for-tests.ts';
export { silentLog } from './silent-log.ts';
export { type TestDatabase, testDatabase } from './test-database.ts';
export { TEST_PLATFORM_KEY, userHeader } from './test-viewer.ts';
