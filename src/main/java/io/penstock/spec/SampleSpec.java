package io.penstock.spec;

/** The sample that the local environment serves over HTTP. */
public record SampleSpec(long rows, Limit dirty, long seed, Origin at) {}
