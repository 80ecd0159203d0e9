package io.penstock.spec;

/** How a landed file is unpacked before its entries become files of the lake. */
public enum Unpack {
  NONE,
  ZIP,
  GZIP
}
