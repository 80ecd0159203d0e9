/**
 * The ground floor: records for everything that a user writes, their reading, substitution and
 * validation, and the few kinds of error that all floors share. Knows no Spark; imports no other
 * package of Penstock.
 */
package io.penstock.spec;
