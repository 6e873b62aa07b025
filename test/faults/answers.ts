/** For the tests in test/nodes/shared, which still look for them here. */
export * from '../sonar/answers';
