/**
 * Pure planning: a pipeline that was read becomes a resolved one, and with what was observed an
 * ordered list of steps with reasons. Uses Spark's parser, but no session. Imports {@code spec}
 * only.
 */
package io.penstock.plan;
