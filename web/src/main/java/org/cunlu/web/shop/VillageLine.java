package org.cunlu.web.shop;

/** A village to choose. @param name with its township @param station that serves it */
public record VillageLine(String code, String name, String station) {}
