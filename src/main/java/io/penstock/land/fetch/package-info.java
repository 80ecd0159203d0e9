/**
 * Brings one file from a web server into a local folder: retries, resumes, checks, and says why it
 * could not. Pure Java: knows no Spark and no lake. May import {@code io.penstock.spec} alone.
 */
package io.penstock.land.fetch;
