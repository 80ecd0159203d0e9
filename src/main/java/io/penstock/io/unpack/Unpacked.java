package io.penstock.io.unpack;

/** An entry that was written as a whole: its path, its real size, and its sha256 in hex. */
public record Unpacked(String path, long size, String sha256) {}
