package io.penstock.lake;

import java.util.Map;
import java.util.Optional;

/**
 * One version of a Delta table, as its log tells of it.
 *
 * @param step what a step of Penstock wrote into it; empty when somebody else made it
 * @param metrics what Delta counted, by the names Delta gives them
 */
record Commit(long version, Optional<StepCommit> step, Map<String, String> metrics) {}
