package io.penstock.databricks;

/** A job of a workspace. */
public record RemoteJob(long id, String name) {}
