/**
 * Pure planning: a pipeline that was read becomes a resolved one, and with what was observed an
 * ordered list of steps with reasons, which a run then carries out. Uses Spark's parser, but no
 * session.
 *
 * <p>Imports {@code io}, {@code spec} and {@code sql}.
 */
package io.penstock.plan;
