package org.cunlu.kernel.docket;

/** A paper as it was handed in, not a byte changed. @param mediaType by what it holds, not by what it was called */
public record Scan(String mediaType, String sha256, byte[] content) {}
